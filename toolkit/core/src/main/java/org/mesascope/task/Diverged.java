package org.mesascope.task;

import java.util.Arrays;

/** What is told where parameters have left the numbers: an infinite loss and a gradient of 0. */
final class Diverged {

  private Diverged() {}

  /** The loss, or infinity where it or its gradient is not finite; the gradient is 0 then. */
  static double settle(double loss, double[] gradient) {
    boolean finite = Double.isFinite(loss);
    for (double slope : gradient) {
      finite &= Double.isFinite(slope);
    }
    if (!finite) {
      Arrays.fill(gradient, 0);
      return Double.POSITIVE_INFINITY;
    }
    return loss;
  }

  /** The same for each task of a batch. */
  static void settle(float[] loss, float[] gradient, int dimension, int size) {
    for (int i = 0; i < dimension; i++) {
      spoil(gradient, i * size, loss, size);
    }
    for (int b = 0; b < size; b++) {
      if (!Float.isFinite(loss[b])) {
        loss[b] = Float.POSITIVE_INFINITY;
        for (int i = 0; i < dimension; i++) {
          gradient[i * size + b] = 0;
        }
      }
    }
  }

  /** Leaves a loss as it is where the slope is finite, and makes it NaN where not. */
  private static void spoil(float[] gradient, int at, float[] loss, int size) {
    for (int b = 0; b < size; b++) {
      loss[b] += 0 * gradient[at + b];
    }
  }
}
