package org.mesascope.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.stats.Seed;
import org.mesascope.train.CheckpointSchedule;

class PlannerTrainingTest {

  private static final Seed SEED = Seed.of(4);
  private static final MazeSource MAZES =
      RandomMazes.of(MazeOptions.defaults().withDistractors(0).withSide(5));
  private static final PlannerTrainingOptions OPTIONS =
      PlannerTrainingOptions.defaults()
          .withBatch(33)
          .withTicks(2, 5)
          .withIterations(6)
          .withCheckpoints(CheckpointSchedule.every(2));

  @TempDir Path folder;

  @Test
  void trainingBrokenOffGoesOnWithTheSameBits() throws IOException {
    TrainedPlanner whole = PlannerTraining.with(OPTIONS).train(MAZES, SEED);
    Path file = folder.resolve("training.json");
    PlannerTraining.with(OPTIONS.withIterations(4)).train(MAZES, SEED, file);
    TrainedPlanner resumed = PlannerTraining.with(OPTIONS).train(MAZES, SEED, file);
    assertThat(resumed).isEqualTo(whole);
    assertThat(TrainedPlanner.load(file)).isEqualTo(whole);
    assertThat(whole.checkpoints()).extracting(PlannerCheckpoint::step).containsExactly(0, 2, 4, 6);
    assertThat(whole.at(0)).isEqualTo(RecurrentPlanner.untrained(SEED.split("weights")));
    assertThatThrownBy(() -> whole.at(5)).hasMessageContaining("[0, 2, 4, 6]");
  }

  @Test
  void anotherTrainingIsNotContinued() throws IOException {
    Path file = folder.resolve("training.json");
    PlannerTraining.with(OPTIONS.withIterations(1)).train(MAZES, SEED, file);
    assertThatThrownBy(() -> PlannerTraining.with(OPTIONS).train(MAZES, Seed.of(5), file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another training");
    PlannerTraining.with(OPTIONS.withIterations(2)).train(MAZES, SEED, file);
    assertThatThrownBy(
            () -> PlannerTraining.with(OPTIONS.withIterations(1)).train(MAZES, SEED, file))
        .hasMessageContaining("2 batches already");
  }

  @Test
  void weightsComeBackFromTheirFileAndWrongFilesAreNamed() throws IOException {
    RecurrentPlanner planner = RecurrentPlanner.untrained(SEED);
    Path file = folder.resolve("planner.json");
    planner.save(file);
    assertThat(RecurrentPlanner.load(file)).isEqualTo(planner);
    assertThat(folder.toFile().list()).containsExactly("planner.json");

    refused(file, "\"version\": 1", "\"version\": 2", "\"version\" expects 1, got 2");
    refused(file, "32 channels", "48 channels", "got gated 3x3 convolution, 5 planes, 48");
    refused(file, "recurrent-planner\"", "lstm\"", "got mesascope-lstm");
    refused(file, "\"weights\": \"", "\"weights\": \"AAAA", "expects 21508 floats");
    refused(file, "\"weights\": \"........", "\"weights\": \"AADAfwAA", "[0] expects a finite");
    refused(file, "\"weights\"", "\"other\"", "field \"weights\" is missing");
    refused(file, "(?s).*", "[1]", "expected a JSON object");
  }

  private void refused(Path good, String pattern, String by, String said) throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.json"), edited(good, pattern, by));
    assertThatThrownBy(() -> RecurrentPlanner.load(bad))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bad.json")
        .hasMessageContaining(said);
    Files.delete(bad);
  }

  private static String edited(Path good, String pattern, String by) throws IOException {
    return Files.readString(good).replaceFirst(pattern, by);
  }

  @Test
  void divergingTrainingSaysWhere() {
    assertThatThrownBy(
            () -> PlannerTraining.with(OPTIONS.withLearningRate(1e38)).train(MAZES, SEED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("training diverged at batch")
        .hasMessageContaining("1.0E38");
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> PlannerTraining.with(OPTIONS).train(MAZES, SEED))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void mazesOfAnotherSideOrNumberAreRefused() {
    MazeSource growing =
        (size, seed) ->
            seed.equals(SEED.split("mazes/0"))
                ? MAZES.sample(size, seed)
                : RandomMazes.of(MazeOptions.defaults()).sample(size, seed);
    assertThatThrownBy(() -> PlannerTraining.with(OPTIONS).train(growing, SEED))
        .hasMessageContaining("batch 0 has 5 and batch 1 has 8");
    assertThatThrownBy(
            () -> PlannerTraining.with(OPTIONS).train((size, seed) -> MAZES.sample(3, seed), SEED))
        .hasMessageContaining("33 mazes were asked");
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> OPTIONS.withTicks(3, 2)).hasMessageContaining("got 2");
    assertThatThrownBy(() -> OPTIONS.withTicks(0, 2)).hasMessageContaining("at least 1 tick");
    assertThatThrownBy(() -> OPTIONS.withLearningRate(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> OPTIONS.withIterations(0)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> new RecurrentPlanner(new float[3])).hasMessageContaining("got 3");
    float[] weights = new float[RecurrentPlanner.WEIGHTS];
    weights[9] = Float.NaN;
    assertThatThrownBy(() -> new RecurrentPlanner(weights)).hasMessageContaining("weight 9");
  }

  /** In a few steps on small mazes the loss falls well below what ignorance costs, ln 4. */
  @Test
  void itLearns() {
    double[] losses = PlannerTraining.with(OPTIONS.withIterations(60)).train(MAZES, SEED).losses();
    double late = Arrays.stream(losses, 50, 60).average().orElse(Double.NaN);
    assertThat(losses[0]).isGreaterThan(1.2);
    assertThat(late).isLessThan(.75);
  }
}
