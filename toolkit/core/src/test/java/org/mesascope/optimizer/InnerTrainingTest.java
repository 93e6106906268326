package org.mesascope.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mesascope.optimizer.EvolutionStrategy.Kind;
import org.mesascope.optimizer.EvolutionStrategy.WindowLoss;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Seed;
import org.mesascope.task.Quadratics;
import org.mesascope.task.TaskFamily;

/** Learned optimizers under evolution strategies: populations, tapes and whole runs. */
class InnerTrainingTest {

  private static final int HORIZON = 12;

  private final TaskFamily family = Quadratics.ofCondition(4, 5);
  private final MlpOptimizer mlp = MlpOptimizer.defaults().withHidden(4).withStepSize(.1);
  private final LearnableRule sgd = LearnableRule.sgd(.02);

  /** An optimizer of which only whole runs are known. */
  private record Opaque(LearnedOptimizer inside) implements LearnedOptimizer {

    @Override
    public String name() {
      return "opaque " + inside.name();
    }

    @Override
    public int weights() {
      return inside.weights();
    }

    @Override
    public float[] initial(Seed seed) {
      return inside.initial(seed);
    }

    @Override
    public Optimizer with(float[] weights) {
      return inside.with(weights);
    }
  }

  private static EvolutionStrategy strategy(Kind kind) {
    return new EvolutionStrategy(
        kind, 32, 1, .1, kind == Kind.FULL ? HORIZON : 3, HORIZON, true, WindowLoss.MEAN);
  }

  @ParameterizedTest
  @CsvSource({
    "FULL, particles",
    "TRUNCATED, particles",
    "PERSISTENT, particles",
    "FULL, tapes",
    "TRUNCATED, tapes",
    "PERSISTENT, tapes",
    "FULL, runs"
  })
  void everyKindTrainsEveryOptimizerItCan(Kind kind, String form) {
    LearnedOptimizer optimizer =
        switch (form) {
          case "particles" -> mlp;
          case "tapes" -> sgd;
          default -> new Opaque(sgd);
        };
    MetaTraining training =
        MetaTraining.with(
            MetaTrainingOptions.defaults().withSteps(60).withLearningRate(.03).withAnnealed(false));
    TrainedOptimizer trained =
        training.train(optimizer, strategy(kind).withProblems(2), family, Seed.of(3));
    assertThat(loss(trained.at(60))).isLessThan(.7 * loss(trained.at(0)));
  }

  /** On problems of their own, the mean loss over steps. */
  private double loss(Optimizer optimizer) {
    Unroll unroll = Unroll.of(optimizer, family.batch(256, Seed.of(99)), HORIZON);
    double sum = 0;
    for (int t = 1; t <= HORIZON; t++) {
      for (float one : unroll.lossesAt(t)) {
        sum += one;
      }
    }
    return sum / (256 * HORIZON);
  }

  /** Tapes and whole runs are two ways to the same numbers. */
  @Test
  void tapesAndWholeRunsAgree() {
    EvolutionStrategy full = strategy(Kind.FULL).withProblems(3);
    float[] weights = LearnableRule.momentum(.02, .8).initial(Seed.of(0));
    float[] one = new float[2];
    float[] other = new float[2];
    var tapes = full.start(LearnableRule.momentum(.02, .8), family, Seed.of(5));
    var runs = full.start(new Opaque(LearnableRule.momentum(.02, .8)), family, Seed.of(5));
    for (int i = 0; i < 3; i++) {
      assertThat(runs.estimate(weights, other)).isEqualTo(tapes.estimate(weights, one));
      assertThat(other).isEqualTo(one).isNotEqualTo(new float[2]);
    }
  }

  /**
   * Oracle: the central difference of the mean loss over as many problems; σ is small enough that
   * smoothing is below the error. A truncated strategy estimates something else, which shows that
   * the comparison can fail.
   */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void estimatesAreTheMetaLossesSlope(Kind kind) {
    EvolutionStrategy strategy =
        new EvolutionStrategy(
            kind, 64, 1, .02, kind == Kind.FULL ? HORIZON : 3, HORIZON, false, WindowLoss.SUM);
    float[] weights = sgd.initial(Seed.of(0));
    double[] sums = new double[24];
    double[] slopes = new double[sums.length];
    float[] gradient = new float[1];
    for (int r = 0; r < sums.length; r++) {
      OuterGradient.Run run = strategy.start(sgd, family, Seed.of(21).split(r));
      for (int t = 0; t < HORIZON; t += strategy.window()) {
        run.estimate(weights, gradient);
        sums[r] += gradient[0];
      }
      slopes[r] = slope(weights[0], Seed.of(22).split(r));
    }
    double error =
        Math.hypot(Averages.standardDeviation(sums), Averages.standardDeviation(slopes))
            / Math.sqrt(sums.length);
    double z = (Averages.mean(sums) - Averages.mean(slopes)) / error;
    if (kind == Kind.TRUNCATED) {
      assertThat(Math.abs(z)).isGreaterThan(4);
    } else {
      assertThat(Math.abs(z)).isLessThan(4);
      assertThat(error).isLessThan(.1 * Math.abs(Averages.mean(slopes)));
    }
  }

  private double slope(float weight, Seed seed) {
    double difference = 0;
    for (int sign : new int[] {-1, 1}) {
      Optimizer moved = sgd.with(new float[] {weight + sign * .01f});
      Unroll unroll = Unroll.of(moved, family.batch(64, seed), HORIZON);
      for (int t = 1; t <= HORIZON; t++) {
        for (float one : unroll.lossesAt(t)) {
          difference += sign * one / 64.0;
        }
      }
    }
    return difference / .02;
  }

  /** Without staggering all unrolls are young together, and the loss swings with their age. */
  @Test
  void staggeredUnrollsShowEveryAgeAtOnce() {
    EvolutionStrategy staggered = strategy(Kind.PERSISTENT).withParticles(400);
    LearnableRule quick = LearnableRule.sgd(.1);
    List<Double> spread = new ArrayList<>();
    for (boolean on : new boolean[] {true, false}) {
      OuterGradient.Run run = staggered.withStaggered(on).start(quick, family, Seed.of(8));
      double[] losses = new double[8];
      for (int i = -4; i < losses.length; i++) {
        double loss = run.estimate(quick.initial(Seed.of(0)), new float[1]);
        if (i >= 0) {
          losses[i] = loss;
        }
      }
      spread.add(Averages.standardDeviation(losses) / Averages.mean(losses));
    }
    assertThat(spread.get(0)).isLessThan(.5 * spread.get(1));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void threadsDoNotChangeABit(Kind kind) throws Exception {
    float[] alone = gradients(kind, 1);
    assertThat(gradients(kind, 2)).isEqualTo(alone);
    assertThat(gradients(kind, 5)).isEqualTo(alone);
  }

  private float[] gradients(Kind kind, int threads) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(
              () -> {
                float[] weights = mlp.initial(Seed.of(1));
                float[] gradient = new float[weights.length];
                OuterGradient.Run run =
                    strategy(kind).withParticles(100).start(mlp, family, Seed.of(2));
                for (int i = 0; i < 6; i++) {
                  run.estimate(weights, gradient);
                  for (int w = 0; w < weights.length; w++) {
                    weights[w] -= .01f * gradient[w];
                  }
                }
                return weights;
              })
          .get();
    } finally {
      pool.shutdown();
    }
  }

  @ParameterizedTest
  @CsvSource({"FULL, runs", "TRUNCATED, tapes", "PERSISTENT, tapes", "PERSISTENT, particles"})
  void aTrainingThatWasBrokenOffGoesOnWithTheSameBits(Kind kind, String form, @TempDir Path folder)
      throws Exception {
    LearnedOptimizer optimizer =
        switch (form) {
          case "particles" -> mlp;
          case "tapes" -> LearnableRule.momentum(.02, .5);
          default -> new Opaque(sgd);
        };
    EvolutionStrategy strategy = strategy(kind).withProblems(2);
    MetaTrainingOptions options = MetaTrainingOptions.defaults().withSteps(11).withAnnealed(false);
    Path file = folder.resolve("training.json");
    MetaTraining.with(options.withSteps(6)).train(optimizer, strategy, family, Seed.of(4), file);
    TrainedOptimizer continued =
        MetaTraining.with(options).train(optimizer, strategy, family, Seed.of(4), file);
    TrainedOptimizer whole =
        MetaTraining.with(options).train(optimizer, strategy, family, Seed.of(4));
    assertThat(continued.last().weights()).isEqualTo(whole.last().weights());
    assertThat(continued.curve()).isEqualTo(whole.curve());
    assertThat(continued.outer()).isEqualTo(whole.outer());
  }

  @Test
  void whatCannotBeTrainedIsRefused() {
    Opaque opaque = new Opaque(sgd);
    assertThatThrownBy(() -> strategy(Kind.PERSISTENT).start(opaque, family, Seed.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("take a full evolution strategy");
    OuterGradient.Run run = strategy(Kind.FULL).start(sgd, family, Seed.of(1));
    assertThatThrownBy(() -> run.estimate(new float[2], new float[2]))
        .hasMessageContaining("expects 1 weights and as long a gradient, got 2 and 2");
    OuterState other = strategy(Kind.FULL).start(mlp, family, Seed.of(1)).state();
    assertThatThrownBy(() -> run.resume(other)).hasMessageContaining("of another estimator");
  }

  @Test
  void anInnerProblemThatLeavesTheNumbersEndsTraining() {
    LearnableRule wild = LearnableRule.sgd(1e9);
    assertThatThrownBy(
            () -> MetaTraining.defaults().train(wild, strategy(Kind.FULL), family, Seed.of(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("meta-training diverged");
  }

  @Test
  void anInterruptStopsIt() {
    OuterGradient.Run run = strategy(Kind.FULL).start(sgd, family, Seed.of(1));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> run.estimate(sgd.initial(Seed.of(0)), new float[1]))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
