package org.mesascope.search;

import java.util.Objects;
import org.mesascope.train.CheckpointSchedule;

/**
 * How a recurrent planner trains.
 *
 * @param iterations batches, at least 1
 * @param batch mazes a batch, at least 1
 * @param minTicks least thinking time in training, at least 1
 * @param maxTicks most thinking time in training, at least minTicks; each batch draws one between
 * @param learningRate of Adam, finite and above 0
 * @param clip the greatest norm of a gradient, above 0
 * @param checkpoints when to keep the planner; the first and the last are always kept
 */
public record PlannerTrainingOptions(
    int iterations,
    int batch,
    int minTicks,
    int maxTicks,
    double learningRate,
    double clip,
    CheckpointSchedule checkpoints) {

  /** Fails where a number is out of its range. */
  public PlannerTrainingOptions {
    Objects.requireNonNull(checkpoints, "checkpoints");
    require(iterations >= 1, "at least 1 iteration", iterations);
    require(batch >= 1, "at least 1 maze a batch", batch);
    require(minTicks >= 1, "at least 1 tick", minTicks);
    require(maxTicks >= minTicks, "at most %d ticks or more".formatted(minTicks), maxTicks);
    require(
        learningRate > 0 && Double.isFinite(learningRate),
        "a finite learning rate above 0",
        learningRate);
    require(clip > 0, "a clip above 0", clip);
  }

  /** 1,200 batches of 64 mazes, 4 to 16 ticks, Adam at 3e-3, clip 1, a checkpoint every 100. */
  public static PlannerTrainingOptions defaults() {
    return new PlannerTrainingOptions(1200, 64, 4, 16, 3e-3, 1, CheckpointSchedule.every(100));
  }

  public PlannerTrainingOptions withIterations(int value) {
    return new PlannerTrainingOptions(
        value, batch, minTicks, maxTicks, learningRate, clip, checkpoints);
  }

  public PlannerTrainingOptions withBatch(int value) {
    return new PlannerTrainingOptions(
        iterations, value, minTicks, maxTicks, learningRate, clip, checkpoints);
  }

  /** Thinking time between the two, both included. */
  public PlannerTrainingOptions withTicks(int least, int most) {
    return new PlannerTrainingOptions(
        iterations, batch, least, most, learningRate, clip, checkpoints);
  }

  public PlannerTrainingOptions withLearningRate(double value) {
    return new PlannerTrainingOptions(
        iterations, batch, minTicks, maxTicks, value, clip, checkpoints);
  }

  public PlannerTrainingOptions withClip(double value) {
    return new PlannerTrainingOptions(
        iterations, batch, minTicks, maxTicks, learningRate, value, checkpoints);
  }

  public PlannerTrainingOptions withCheckpoints(CheckpointSchedule value) {
    return new PlannerTrainingOptions(
        iterations, batch, minTicks, maxTicks, learningRate, clip, value);
  }

  private static void require(boolean condition, String expected, Object got) {
    if (!condition) {
      throw new IllegalArgumentException(
          "PlannerTrainingOptions expect " + expected + ", got " + got);
    }
  }
}
