package org.mesascope.train;

import java.util.Objects;

/**
 * How a policy gradient trains.
 *
 * @param family which policies it can reach
 * @param learningRate step along the gradient, finite and above 0
 * @param steps how many, at least 0
 * @param checkpoints when to keep the policy; the first and the last are always kept
 * @param initialScale standard deviation of the initial parameters around 0; at 0 the seed has no
 *     effect
 */
public record PolicyGradientOptions(
    PolicyFamily family,
    double learningRate,
    int steps,
    CheckpointSchedule checkpoints,
    double initialScale) {

  /** Fails where a number is out of its range. */
  public PolicyGradientOptions {
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(checkpoints, "checkpoints");
    if (!(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new IllegalArgumentException(
          "a learning rate expects a finite number above 0, got " + learningRate);
    }
    if (steps < 0) {
      throw new IllegalArgumentException("training expects at least 0 steps, got " + steps);
    }
    if (!(initialScale >= 0 && Double.isFinite(initialScale))) {
      throw new IllegalArgumentException(
          "an initial scale expects a finite number of at least 0, got " + initialScale);
    }
  }

  /** Linear in the observation, learning rate 1, 500 steps from 0, a checkpoint every 25. */
  public static PolicyGradientOptions defaults() {
    return new PolicyGradientOptions(
        PolicyFamily.linear(), 1, 500, CheckpointSchedule.every(25), 0);
  }

  public PolicyGradientOptions withFamily(PolicyFamily value) {
    return new PolicyGradientOptions(value, learningRate, steps, checkpoints, initialScale);
  }

  public PolicyGradientOptions withLearningRate(double value) {
    return new PolicyGradientOptions(family, value, steps, checkpoints, initialScale);
  }

  public PolicyGradientOptions withSteps(int value) {
    return new PolicyGradientOptions(family, learningRate, value, checkpoints, initialScale);
  }

  public PolicyGradientOptions withCheckpoints(CheckpointSchedule value) {
    return new PolicyGradientOptions(family, learningRate, steps, value, initialScale);
  }

  public PolicyGradientOptions withInitialScale(double value) {
    return new PolicyGradientOptions(family, learningRate, steps, checkpoints, value);
  }
}
