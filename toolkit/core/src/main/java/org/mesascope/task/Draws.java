package org.mesascope.task;

import java.util.random.RandomGenerator;

/** Arrays of random numbers. */
final class Draws {

  private Draws() {}

  /** Uniform in [−reach, reach). */
  static double[] uniform(RandomGenerator random, int length, double reach) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = (2 * random.nextDouble() - 1) * reach;
    }
    return values;
  }

  /** Normal, with mean 0. */
  static double[] gaussian(RandomGenerator random, int length, double deviation) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = deviation * random.nextGaussian();
    }
    return values;
  }
}
