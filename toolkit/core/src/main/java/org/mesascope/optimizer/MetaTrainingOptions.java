package org.mesascope.optimizer;

import java.util.Objects;
import org.mesascope.train.CheckpointSchedule;

/**
 * How outer parameters are trained: by Adam on the estimates of an {@link OuterGradient}.
 *
 * @param steps outer steps, each one estimate and one step of Adam; at least 0
 * @param learningRate of Adam at its first step, finite and above 0
 * @param annealed whether the rate falls to 0 over the steps as half a cosine (Loshchilov and
 *     Hutter 2017, equation 5, without restarts); such a training cannot be made longer afterwards
 * @param clip greatest L2 norm of an estimate, above 0; infinite for none
 * @param checkpoints when to keep the outer parameters; the first and the last are always kept
 */
public record MetaTrainingOptions(
    int steps, double learningRate, boolean annealed, double clip, CheckpointSchedule checkpoints) {

  /** Fails where a number is out of its range. */
  public MetaTrainingOptions {
    Objects.requireNonNull(checkpoints, "checkpoints");
    if (steps < 0) {
      throw new IllegalArgumentException("meta-training expects at least 0 steps, got " + steps);
    }
    if (!(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new IllegalArgumentException(
          "a learning rate expects a finite number above 0, got " + learningRate);
    }
    if (!(clip > 0)) {
      throw new IllegalArgumentException("a gradient's clip expects a norm above 0, got " + clip);
    }
  }

  /**
   * 1,500 steps (300 unrolls of 100 inner steps in windows of 20), the rate annealed from 3e-3, no
   * clipping, a checkpoint at every doubling.
   */
  public static MetaTrainingOptions defaults() {
    return new MetaTrainingOptions(
        1500, 3e-3, true, Double.POSITIVE_INFINITY, CheckpointSchedule.doubling());
  }

  /** The rate of an outer step, counted from 0. */
  double rateAt(int step) {
    return annealed
        ? learningRate * (1 + Math.cos(Math.PI * step / Math.max(1, steps))) / 2
        : learningRate;
  }

  public MetaTrainingOptions withSteps(int value) {
    return new MetaTrainingOptions(value, learningRate, annealed, clip, checkpoints);
  }

  public MetaTrainingOptions withLearningRate(double value) {
    return new MetaTrainingOptions(steps, value, annealed, clip, checkpoints);
  }

  public MetaTrainingOptions withAnnealed(boolean value) {
    return new MetaTrainingOptions(steps, learningRate, value, clip, checkpoints);
  }

  public MetaTrainingOptions withClip(double value) {
    return new MetaTrainingOptions(steps, learningRate, annealed, value, checkpoints);
  }

  public MetaTrainingOptions withCheckpoints(CheckpointSchedule value) {
    return new MetaTrainingOptions(steps, learningRate, annealed, clip, value);
  }
}
