package org.mesascope.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.stats.Seed;
import org.mesascope.task.Quadratics;
import org.mesascope.task.TaskFamily;
import org.mesascope.train.CheckpointSchedule;

class MetaTrainingTest {

  private static final TaskFamily FAMILY = Quadratics.random(4);
  private static final Seed SEED = Seed.of(2);
  private static final LstmOptimizer SMALL = new LstmOptimizer(6, .1, 10);
  private static final TruncatedBackpropagation SHORT =
      new TruncatedBackpropagation(TruncationSchedule.constant(12), 5, 24);
  private static final MetaTrainingOptions QUICK =
      MetaTrainingOptions.defaults()
          .withSteps(10)
          .withAnnealed(false)
          .withCheckpoints(CheckpointSchedule.every(4));

  @TempDir private Path folder;

  private static TrainedOptimizer train(MetaTrainingOptions options) {
    return MetaTraining.with(options).train(SMALL, SHORT, FAMILY, SEED);
  }

  /** Meta-loss after training against before, on problems of their own, for three seeds. */
  @Test
  void aShortTrainingImprovesTheLstm() {
    TruncatedBackpropagation windows =
        new TruncatedBackpropagation(TruncationSchedule.constant(20), 10, 32);
    for (int seed = 0; seed < 3; seed++) {
      TrainedOptimizer trained =
          MetaTraining.with(QUICK.withSteps(60).withLearningRate(1e-2))
              .train(SMALL, windows, FAMILY, Seed.of(seed));
      double before = metaLoss(windows, SMALL, trained.checkpoints().get(0).weights());
      double after = metaLoss(windows, SMALL, trained.last().weights());
      assertThat(after).isLessThan(.7 * before);
    }
  }

  /** From a rate far too small, its logarithm climbs, and the loss falls. */
  @Test
  void learningRatesAreLearned() {
    for (LearnableRule rule :
        new LearnableRule[] {
          LearnableRule.sgd(1e-3),
          LearnableRule.momentum(1e-3, .5),
          LearnableRule.adam(.01, .9, .99)
        }) {
      TrainedOptimizer trained =
          MetaTraining.with(QUICK.withSteps(60).withLearningRate(5e-2))
              .train(rule, SHORT, FAMILY, SEED);
      float[] first = trained.checkpoints().get(0).weights();
      float[] last = trained.last().weights();
      assertThat(rule.hyperparameters(last)[0]).isGreaterThan(2 * rule.hyperparameters(first)[0]);
      assertThat(metaLoss(SHORT, rule, last)).isLessThan(.8 * metaLoss(SHORT, rule, first));
    }
  }

  private static double metaLoss(
      TruncatedBackpropagation windows, DifferentiableOptimizer optimizer, float[] weights) {
    return windows
        .withBatch(256)
        .start(optimizer, FAMILY, Seed.of(77))
        .estimate(weights, new float[weights.length]);
  }

  /** Oracle: one training without a break. 10 steps end within an unroll. */
  @Test
  void aTrainingGoesOnToTheSameBits() throws IOException {
    Path file = folder.resolve("lstm.json");
    MetaTraining.with(QUICK).train(SMALL, SHORT, FAMILY, SEED, file);
    TrainedOptimizer more =
        MetaTraining.with(QUICK.withSteps(17)).train(SMALL, SHORT, FAMILY, SEED, file);
    TrainedOptimizer once = train(QUICK.withSteps(17));
    assertThat(more.curve()).isEqualTo(once.curve());
    assertThat(more.last()).isEqualTo(once.last());
    assertThat(more.outer()).isEqualTo(once.outer());
    assertThat(more.checkpoints()).containsAll(once.checkpoints());
    assertThat(TrainedOptimizer.load(file, SMALL)).isEqualTo(more);
    assertThat(folder.toFile().list()).containsExactly("lstm.json");
  }

  /** A training that breaks off, or is interrupted, leaves its last checkpoint whole. */
  @Test
  void aTrainingThatBreaksOffKeepsItsCheckpoints() throws IOException {
    Path file = folder.resolve("lstm.json");
    MetaTrainingOptions breaking =
        QUICK.withCheckpoints(
            step -> {
              if (step == 7) {
                throw new IllegalStateException("the power went out");
              }
              return step % 4 == 0;
            });
    assertThatThrownBy(() -> MetaTraining.with(breaking).train(SMALL, SHORT, FAMILY, SEED, file))
        .hasMessage("the power went out");
    assertThat(TrainedOptimizer.load(file, SMALL).last().step()).isEqualTo(4);
    TrainedOptimizer resumed = MetaTraining.with(QUICK).train(SMALL, SHORT, FAMILY, SEED, file);
    assertThat(resumed).isEqualTo(train(QUICK));

    byte[] whole = Files.readAllBytes(file);
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () -> MetaTraining.with(QUICK.withSteps(20)).train(SMALL, SHORT, FAMILY, SEED, file))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }

  @Test
  void anotherModelOrVersionIsNamed() throws IOException {
    Path file = folder.resolve("lstm.json");
    train(QUICK.withSteps(0)).save(file);
    assertThatThrownBy(() -> TrainedOptimizer.load(file, LstmOptimizer.defaults()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("\"architecture\" expects LSTM 2 × 20")
        .hasMessageContaining("got LSTM 2 × 6");
    assertThatThrownBy(
            () ->
                MetaTraining.with(QUICK.withLearningRate(.5))
                    .train(SMALL, SHORT, FAMILY, SEED, file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another training")
        .hasMessageContaining("Adam 0.5");
    String text = Files.readString(file);
    refused(text.replace("\"version\":1", "\"version\":2"), "\"version\" expects 1, got 2");
    refused(text.replace("mesascope-trained-optimizer", "x"), "\"format\" expects");
    refused(text.replace("\"curve\"", "\"other\""), "\"curve\" is missing");
    refused(text.substring(0, text.length() / 2), "no trained optimizer that can be read");
    refused(text.replaceFirst("\"weights\":\\[[^,]*,", "\"weights\":["), "has 533");
    refused(
        text.replaceFirst("\"weights\":\\[[^,]*,", "\"weights\":[NaN,"),
        "\"weights\"[0] expects a finite number");
  }

  private void refused(String text, String because) throws IOException {
    Path file = folder.resolve("bad.json");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> TrainedOptimizer.load(file, SMALL))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(because);
  }

  @Test
  void aTrainingThatDivergesSaysSo() {
    assertThatThrownBy(
            () ->
                MetaTraining.with(QUICK)
                    .train(
                        LearnableRule.sgd(1e6),
                        SHORT.withUnrolls(TruncationSchedule.constant(100)),
                        FAMILY,
                        SEED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("meta-training diverged")
        .hasMessageContaining("outer step");
  }

  @Test
  void checkpointsAreOptimizers() {
    TrainedOptimizer trained = train(QUICK);
    assertThat(trained.checkpoints().stream().map(OptimizerCheckpoint::step).toList())
        .containsExactly(0, 4, 8, 10);
    float[] gradient = {1, -2, 3, .5f};
    float[] early = new float[4];
    float[] late = new float[4];
    float[] same = new float[4];
    trained.at(4).start(4, 1).step(early, new float[1], gradient);
    trained.at(10).start(4, 1).step(late, new float[1], gradient);
    trained.start(4, 1).step(same, new float[1], gradient);
    assertThat(late).isEqualTo(same).isNotEqualTo(early);
    assertThatThrownBy(() -> trained.at(5)).hasMessageContaining("only after [0, 4, 8, 10]");
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> QUICK.withLearningRate(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> QUICK.withClip(0)).hasMessageContaining("above 0, got 0.0");
    assertThatThrownBy(() -> QUICK.withSteps(-1)).hasMessageContaining("at least 0 steps");
    assertThatThrownBy(() -> new LstmOptimizer(0, .1, 10)).hasMessageContaining("at least 1 unit");
    assertThatThrownBy(() -> SHORT.withWindow(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> LearnableRule.momentum(.1, 1)).hasMessageContaining("(0, 1), got 1.0");
    assertThatThrownBy(() -> SMALL.with(new float[3])).hasMessageContaining("534 outer parameters");
    float[] broken = SMALL.initial(SEED);
    Arrays.fill(broken, 5, 6, Float.NaN);
    assertThatThrownBy(() -> SMALL.with(broken)).hasMessageContaining("NaN at 5");
    assertThatThrownBy(() -> SMALL.with(SMALL.initial(SEED)).start(0, 3))
        .hasMessageContaining("3 of 0");
  }
}
