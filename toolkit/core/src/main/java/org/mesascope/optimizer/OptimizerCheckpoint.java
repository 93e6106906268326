package org.mesascope.optimizer;

import java.util.Arrays;

/**
 * Outer parameters in the course of meta-training.
 *
 * @param step after how many outer steps
 * @param weights finite; not copied
 */
public record OptimizerCheckpoint(int step, float[] weights) {

  @Override
  public boolean equals(Object other) {
    return other instanceof OptimizerCheckpoint that
        && step == that.step
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return 31 * step + Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return "%d outer parameters after %d outer steps".formatted(weights.length, step);
  }
}
