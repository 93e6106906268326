package org.mesascope.incontext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.InputLaw;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.WeightLaw;
import org.mesascope.train.CheckpointSchedule;

/**
 * Training at a twentieth of its full size; {@code LinearAttentionAgainstOptimum} among the
 * benchmarks is the full one.
 */
class LinearAttentionTrainingTest {

  private static final WeightLaw WEIGHTS = new WeightLaw.Gaussian(1);
  private static final LinearAttentionTrainingOptions SMALL =
      LinearAttentionTrainingOptions.defaults()
          .withSteps(800)
          .withBatch(256)
          .withInitialScale(.2)
          .withCheckpoints(CheckpointSchedule.at(10, 40));

  /**
   * Oracle: the exact optimum of LinearAttentionRisk. A product of four matrices has saddles, and a
   * short training may end at one: two of three seeds must arrive, and none may beat the optimum.
   */
  @Test
  void oneLayerLearnsTheExactOptimum() {
    RegressionPrompts uniform = new RegressionPrompts(new InputLaw.Uniform(5, 1), WEIGHTS, 10, 0);
    RegressionPrompts skewed =
        new RegressionPrompts(InputLaw.Gaussian.diagonal(.4, .7, 1, 1.3, 1.8), WEIGHTS, 15, .5);
    for (RegressionPrompts law : List.of(uniform, skewed)) {
      LinearAttentionRisk risk = LinearAttentionRisk.on(law);
      double[][] best = risk.optimum();
      Prompts held = law.sample(10_000, Seed.of(99));
      double oracle = loss(LinearSelfAttention.constructedGradientDescent(best), held);
      int arrived = 0;
      for (int seed = 0; seed < 3; seed++) {
        TrainedLinearAttention trained =
            LinearAttentionTraining.with(SMALL)
                .train(LinearAttentionShape.oneLayer(5), law, Seed.of(seed));
        double[][] a = trained.model().preconditioner();
        double paired = loss(trained.model(), held) / oracle;
        assertThat(risk.of(a)).isGreaterThan(risk.least());
        assertThat(paired).isGreaterThan(.995);
        boolean close = risk.of(a) < 1.005 * risk.least() && paired < 1.01;
        for (int i = 0; i < 5; i++) {
          close &= Math.abs(a[i][i] / best[i][i] - 1) < .03;
        }
        arrived += close ? 1 : 0;
      }
      assertThat(arrived).isGreaterThanOrEqualTo(2);
    }
  }

  /** A second layer must beat the best that one layer can do at all, the best of three seeds. */
  @Test
  void twoLayersBeatTheBestSingleStep() {
    RegressionPrompts law = new RegressionPrompts(new InputLaw.Uniform(5, 1), WEIGHTS, 10, 0);
    Prompts held = law.sample(20_000, Seed.of(98));
    for (LinearAttentionShape shape :
        List.of(LinearAttentionShape.stack(5, 2), LinearAttentionShape.looped(5, 2))) {
      TrainedLinearAttention best =
          LinearAttentionTraining.with(SMALL).best(shape, law, Seed.of(5), 3);
      assertThat(loss(best.model(), held)).isLessThan(.85 * LinearAttentionRisk.on(law).least());
    }
  }

  private static double loss(LinearSelfAttention model, Prompts prompts) {
    double[] predictions = model.predict(prompts);
    double sum = 0;
    for (int p = 0; p < prompts.count(); p++) {
      sum += Math.pow(predictions[p] - prompts.targets()[p], 2);
    }
    return sum / prompts.count();
  }

  @Test
  void sameSeedSameBitsOnAnyNumberOfThreads() {
    RegressionPrompts law = new RegressionPrompts(new InputLaw.Uniform(3, 1), WEIGHTS, 4, .1);
    LinearAttentionTrainingOptions options =
        SMALL.withSteps(40).withBatch(700).withCheckpoints(CheckpointSchedule.at(10, 40));
    LinearAttentionShape shape = LinearAttentionShape.stack(3, 2);
    TrainedLinearAttention one =
        LinearAttentionTraining.with(options).train(shape, law, Seed.of(1));
    TrainedLinearAttention two =
        LinearAttentionTraining.with(options.withThreads(2)).train(shape, law, Seed.of(1));
    TrainedLinearAttention other =
        LinearAttentionTraining.with(options).train(shape, law, Seed.of(2));
    assertThat(two.curve()).containsExactly(one.curve());
    assertThat(two.model().weights()).containsExactly(one.model().weights());
    assertThat(other.model().weights()).isNotEqualTo(one.model().weights());
    assertThat(one.checkpoints().stream().map(TrainedLinearAttention.Checkpoint::step))
        .containsExactly(0, 10, 40);
    assertThat(one.checkpoints().get(0).model().weights())
        .isNotEqualTo(one.checkpoints().get(1).model().weights());
  }

  @Test
  void divergenceIsAnErrorThatSaysWhatToDo() {
    RegressionPrompts law = new RegressionPrompts(new InputLaw.Uniform(3, 1), WEIGHTS, 4, 0);
    LinearAttentionTraining wild =
        LinearAttentionTraining.with(SMALL.withSteps(50).withLearningRate(1e9));
    assertThatThrownBy(() -> wild.train(LinearAttentionShape.oneLayer(3), law, Seed.of(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("diverged at step")
        .hasMessageContaining("lower the learning rate, now 1.0E9");
    assertThatThrownBy(() -> wild.best(LinearAttentionShape.oneLayer(3), law, Seed.of(1), 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("none of 2 seeds");
  }

  @Test
  void canBeInterrupted() {
    RegressionPrompts law = new RegressionPrompts(new InputLaw.Uniform(3, 1), WEIGHTS, 4, 0);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(
              () ->
                  LinearAttentionTraining.defaults()
                      .train(LinearAttentionShape.oneLayer(3), law, Seed.of(1)))
          .isInstanceOf(CancellationException.class);
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void refusesBadInput() {
    RegressionPrompts law = new RegressionPrompts(new InputLaw.Uniform(3, 1), WEIGHTS, 4, 0);
    assertThatThrownBy(
            () ->
                LinearAttentionTraining.defaults()
                    .train(LinearAttentionShape.oneLayer(4), law, Seed.of(1)))
        .hasMessageContaining("4 dimensions expects prompts of as many, got 3");
    assertThatThrownBy(() -> SMALL.withSteps(0)).hasMessageContaining("at least 1 step");
    assertThatThrownBy(() -> SMALL.withBatch(0)).hasMessageContaining("1 prompt a batch");
    assertThatThrownBy(() -> SMALL.withThreads(0)).hasMessageContaining("1 thread");
    assertThatThrownBy(() -> SMALL.withLearningRate(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> SMALL.withInitialScale(0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> SMALL.withClip(0)).hasMessageContaining("above 0");
    assertThatThrownBy(
            () ->
                LinearAttentionTraining.defaults()
                    .best(LinearAttentionShape.oneLayer(3), law, Seed.of(1), 0))
        .hasMessageContaining("k >= 1, got 0");
  }
}
