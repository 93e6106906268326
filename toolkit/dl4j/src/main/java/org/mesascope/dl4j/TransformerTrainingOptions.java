package org.mesascope.dl4j;

import java.util.Objects;
import org.mesascope.train.CheckpointSchedule;

/**
 * How {@link TransformerTraining} trains.
 *
 * @param steps how many updates, at least 1
 * @param batch fresh prompts (or sequences) a step, at least 1
 * @param learningRate greatest step size of Adam, finite and above 0; it rises linearly over the
 *     warm-up and then falls to 0 along a cosine
 * @param warmup steps of the warm-up, at least 0
 * @param clip the greatest L2 norm of a gradient, above 0; infinite for none
 * @param checkpoints when to keep the model; the first and the last are always kept
 */
public record TransformerTrainingOptions(
    int steps,
    int batch,
    double learningRate,
    int warmup,
    double clip,
    CheckpointSchedule checkpoints) {

  /** Fails where a number is out of its range. */
  public TransformerTrainingOptions {
    Objects.requireNonNull(checkpoints, "checkpoints");
    if (steps < 1 || batch < 1 || warmup < 0) {
      throw new IllegalArgumentException(
          "a training expects at least 1 step, a batch of 1 and no negative warm-up, "
              + "got %d, %d and %d".formatted(steps, batch, warmup));
    }
    if (!(learningRate > 0 && Double.isFinite(learningRate)) || !(clip > 0)) {
      throw new IllegalArgumentException(
          "a training expects a finite learning rate above 0 and a clip above 0, got %s and %s"
              .formatted(learningRate, clip));
    }
  }

  /** 1,000 steps of .003 with 128 prompts, 50 of warm-up, clip 1, checkpoints at powers of two. */
  public static TransformerTrainingOptions defaults() {
    return new TransformerTrainingOptions(1000, 128, .003, 50, 1, CheckpointSchedule.doubling());
  }

  public TransformerTrainingOptions withSteps(int value) {
    return new TransformerTrainingOptions(value, batch, learningRate, warmup, clip, checkpoints);
  }

  public TransformerTrainingOptions withBatch(int value) {
    return new TransformerTrainingOptions(steps, value, learningRate, warmup, clip, checkpoints);
  }

  public TransformerTrainingOptions withLearningRate(double value) {
    return new TransformerTrainingOptions(steps, batch, value, warmup, clip, checkpoints);
  }

  public TransformerTrainingOptions withWarmup(int value) {
    return new TransformerTrainingOptions(steps, batch, learningRate, value, clip, checkpoints);
  }

  public TransformerTrainingOptions withClip(double value) {
    return new TransformerTrainingOptions(steps, batch, learningRate, warmup, value, checkpoints);
  }

  public TransformerTrainingOptions withCheckpoints(CheckpointSchedule value) {
    return new TransformerTrainingOptions(steps, batch, learningRate, warmup, clip, value);
  }

  /** The step size of the update after {@code step} updates. */
  double rate(int step) {
    double rise = Math.min(1, (step + 1.0) / (warmup + 1.0));
    double done = Math.max(0, step - warmup) / (double) Math.max(1, steps - warmup);
    return learningRate * rise * (1 + Math.cos(Math.PI * done)) / 2;
  }
}
