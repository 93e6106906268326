package org.mesascope.stats;

import java.util.random.RandomGenerator;

/** Draws from a list of chances. */
public final class Categorical {

  private Categorical() {}

  /**
   * An index in [from, to), drawn by weight, from one uniform number. Where rounding leaves the
   * weights a little short of 1, the last index of positive weight takes what is missing. O(to −
   * from).
   *
   * @param weights at least 0, with sum 1 over the range
   */
  public static int draw(double[] weights, int from, int to, RandomGenerator random) {
    double u = random.nextDouble();
    int last = from;
    for (int i = from; i < to; i++) {
      if (weights[i] > 0) {
        last = i;
        u -= weights[i];
        if (u < 0) {
          return i;
        }
      }
    }
    return last;
  }
}
