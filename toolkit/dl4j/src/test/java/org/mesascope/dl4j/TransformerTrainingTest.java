package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mesascope.incontext.InContextModel;
import org.mesascope.incontext.Rivals;
import org.mesascope.stats.Seed;
import org.mesascope.task.InputLaw;
import org.mesascope.task.LinearDynamics;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.Sequences;
import org.mesascope.task.WeightLaw;
import org.mesascope.train.CheckpointSchedule;

class TransformerTrainingTest {

  private static final RegressionPrompts LINE =
      new RegressionPrompts(InputLaw.Gaussian.standard(1), new WeightLaw.Gaussian(1), 4, .1);
  private static final TransformerOptions SMALL =
      TransformerOptions.defaults().withLayers(2).withWidth(16).withHidden(32).withCausal(false);
  private static final TransformerTrainingOptions BRIEF =
      TransformerTrainingOptions.defaults()
          .withSteps(6)
          .withBatch(8)
          .withCheckpoints(CheckpointSchedule.every(4));

  /** Oracle: the null predictor, whose loss is E y² = 1; the untrained model is no better. */
  @Test
  void trainingLearnsToUseTheExamples() {
    Prompts unseen = LINE.sample(500, Seed.of(9));
    TransformerTrainingOptions options =
        TransformerTrainingOptions.defaults().withSteps(120).withBatch(128).withLearningRate(.01);
    TrainedTransformer<Transformer> run =
        TransformerTraining.of(SMALL).with(options).train(LINE, Seed.of(1));
    double nothing = loss(Rivals.nothing(), unseen);
    assertThat(loss(run.at(0), unseen)).as("untrained").isGreaterThan(.8 * nothing);
    assertThat(loss(run.model(), unseen)).as("trained").isLessThan(.25 * nothing);
  }

  private static double loss(InContextModel model, Prompts prompts) {
    double[] predicted = model.predict(prompts);
    double sum = 0;
    for (int p = 0; p < predicted.length; p++) {
      sum += Math.pow(predicted[p] - prompts.targets()[p], 2);
    }
    return sum / predicted.length;
  }

  @Test
  void oneSeedGivesTheSameBitsOnAnyNumberOfThreads() {
    TransformerTraining training = TransformerTraining.of(SMALL).with(BRIEF);
    List<float[]> alone =
        IntStream.range(0, 4)
            .mapToObj(i -> training.train(LINE, Seed.of(i)).model().weights())
            .toList();
    List<float[]> together =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(i -> training.train(LINE, Seed.of(i)).model().weights())
            .toList();
    for (int i = 0; i < 4; i++) {
      assertThat(together.get(i)).containsExactly(alone.get(i));
    }
    assertThat(alone.get(1)).isNotEqualTo(alone.get(0));
  }

  @Test
  void checkpointsRunFromTheUntrainedToTheTrainedModel() {
    TrainedTransformer<Transformer> run =
        TransformerTraining.of(SMALL).with(BRIEF).train(LINE, Seed.of(1));
    assertThat(run.course().keySet()).containsExactly(0, 4, 6);
    assertThat(run.course().get(6)).isSameAs(run.model());
    assertThat(run.at(0).weights())
        .containsExactly(Transformer.untrained(1, SMALL, Seed.of(1).split("weights")).weights());
    assertThat(run.at(4).weights()).isNotEqualTo(run.model().weights());
    assertThat(run.curve()).hasSize(6);
    assertThatThrownBy(() -> run.at(3)).hasMessageContaining("only after [0, 4, 6]");
  }

  @Test
  void aTrainingThatDivergesSaysSo() {
    TransformerTraining wild = TransformerTraining.of(SMALL).with(BRIEF.withLearningRate(1e30));
    assertThatThrownBy(() -> wild.train(LINE, Seed.of(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("training diverged")
        .hasMessageContaining("lower the learning rate, now 1.0E30");
  }

  @Test
  void canBeInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> TransformerTraining.of(SMALL).with(BRIEF).train(LINE, Seed.of(1)))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void promptsMustFitTheLongestContext() {
    TransformerTraining tight = TransformerTraining.of(SMALL.withMaxContext(3)).with(BRIEF);
    assertThatThrownBy(() -> tight.train(LINE, Seed.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 3, but it would be trained on 4");
    assertThatThrownBy(() -> tight.train(new LinearDynamics(2, 9, 0), Seed.of(1)))
        .hasMessageContaining("at most 3, but it would be trained on 8");
  }

  /** The rate rises over the warm-up and ends near 0. */
  @Test
  void theRateRisesAndFalls() {
    TransformerTrainingOptions options =
        TransformerTrainingOptions.defaults().withSteps(100).withWarmup(9).withLearningRate(1);
    assertThat(options.rate(0)).isEqualTo(.1);
    assertThat(options.rate(9)).isEqualTo(1);
    assertThat(options.rate(99)).isBetween(0.0, .001);
  }

  /** Oracle: no prediction can see what is to come; and the null predictor's error. */
  @Test
  void dynamicsAreLearnedFromThePastAlone() {
    LinearDynamics turns = new LinearDynamics(1, 6, .1);
    TrainedTransformer<DynamicsTransformer> run =
        TransformerTraining.of(SMALL)
            .with(
                TransformerTrainingOptions.defaults()
                    .withSteps(80)
                    .withBatch(64)
                    .withLearningRate(.01))
            .train(turns, Seed.of(1));
    Sequences unseen = turns.sample(300, Seed.of(5));
    assertThat(error(run.model(), unseen)).isLessThan(.4 * error(run.at(0), unseen));
    double[] before = run.model().predict(unseen);
    double[] states = unseen.states().clone();
    for (int i = 0; i < 300; i++) {
      states[i * 6 + 4] += 1;
      states[i * 6 + 5] += 1;
    }
    Sequences moved = new Sequences(300, 6, 1, states, unseen.matrices());
    double[] after = run.model().predict(moved);
    for (int i = 0; i < before.length; i++) {
      if (i % 5 < 4) {
        assertThat(after[i]).as("position %d", i % 5).isEqualTo(before[i]);
      }
    }
    assertThat(after).isNotEqualTo(before);
  }

  /** Mean squared error from the third state on. */
  private static double error(DynamicsTransformer model, Sequences sequences) {
    double[] predicted = model.predict(sequences);
    double sum = 0;
    for (int i = 0; i < predicted.length; i++) {
      double miss = predicted[i] - sequences.states()[i / 5 * 6 + i % 5 + 1];
      sum += i % 5 < 2 ? 0 : miss * miss;
    }
    return sum;
  }
}
