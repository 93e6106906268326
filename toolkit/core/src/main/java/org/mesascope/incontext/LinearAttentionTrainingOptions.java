package org.mesascope.incontext;

import java.util.Objects;
import org.mesascope.train.CheckpointSchedule;

/**
 * How linear self-attention is trained: Adam on the squared error at the query, fresh prompts each
 * step, the learning rate going to 0 along a half cosine.
 *
 * @param steps at least 1
 * @param batch prompts a step, at least 1
 * @param learningRate at the start, above 0
 * @param initialScale standard deviation of the initial weights, above 0
 * @param clip the greatest norm of a gradient; infinite for none
 * @param threads at least 1; without effect on the result
 * @param checkpoints when to keep the model; the first and the last are always kept
 */
public record LinearAttentionTrainingOptions(
    int steps,
    int batch,
    double learningRate,
    double initialScale,
    double clip,
    int threads,
    CheckpointSchedule checkpoints) {

  /** Fails where a number is out of its range. */
  public LinearAttentionTrainingOptions {
    Objects.requireNonNull(checkpoints, "checkpoints");
    if (steps < 1 || batch < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "training expects at least 1 step, 1 prompt a batch and 1 thread, got %d, %d and %d"
              .formatted(steps, batch, threads));
    }
    if (!positive(learningRate) || !positive(initialScale) || !(clip > 0)) {
      throw new IllegalArgumentException(
          "a learning rate, an initial scale and a clip expect numbers above 0, got %s, %s and %s"
              .formatted(learningRate, initialScale, clip));
    }
  }

  private static boolean positive(double value) {
    return value > 0 && Double.isFinite(value);
  }

  /** 4,000 steps of 1,024 prompts from 0.01, weights of scale 0.05, no clip, one thread. */
  public static LinearAttentionTrainingOptions defaults() {
    return new LinearAttentionTrainingOptions(
        4000, 1024, .01, .05, Double.POSITIVE_INFINITY, 1, CheckpointSchedule.doubling());
  }

  public LinearAttentionTrainingOptions withSteps(int value) {
    return new LinearAttentionTrainingOptions(
        value, batch, learningRate, initialScale, clip, threads, checkpoints);
  }

  public LinearAttentionTrainingOptions withBatch(int value) {
    return new LinearAttentionTrainingOptions(
        steps, value, learningRate, initialScale, clip, threads, checkpoints);
  }

  public LinearAttentionTrainingOptions withLearningRate(double value) {
    return new LinearAttentionTrainingOptions(
        steps, batch, value, initialScale, clip, threads, checkpoints);
  }

  public LinearAttentionTrainingOptions withInitialScale(double value) {
    return new LinearAttentionTrainingOptions(
        steps, batch, learningRate, value, clip, threads, checkpoints);
  }

  public LinearAttentionTrainingOptions withClip(double value) {
    return new LinearAttentionTrainingOptions(
        steps, batch, learningRate, initialScale, value, threads, checkpoints);
  }

  public LinearAttentionTrainingOptions withThreads(int value) {
    return new LinearAttentionTrainingOptions(
        steps, batch, learningRate, initialScale, clip, value, checkpoints);
  }

  public LinearAttentionTrainingOptions withCheckpoints(CheckpointSchedule value) {
    return new LinearAttentionTrainingOptions(
        steps, batch, learningRate, initialScale, clip, threads, value);
  }
}
