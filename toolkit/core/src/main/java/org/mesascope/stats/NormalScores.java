package org.mesascope.stats;

import java.util.Arrays;

/** Draws replaced by normal quantiles of their ranks over all chains. */
final class NormalScores {

  private NormalScores() {}

  /** Φ⁻¹((rank − 3/8) / (S + 1/4)), equal draws at their mean rank (Blom 1958). */
  static double[][] of(double[][] chains) {
    double[] sorted = Arrays.stream(chains).flatMapToDouble(Arrays::stream).sorted().toArray();
    double[][] scores = new double[chains.length][];
    for (int c = 0; c < chains.length; c++) {
      scores[c] = new double[chains[c].length];
      for (int i = 0; i < scores[c].length; i++) {
        int below = firstAtLeast(sorted, chains[c][i]);
        int upTo = firstAtLeast(sorted, Math.nextUp(chains[c][i]));
        double rank = (below + 1 + upTo) / 2.0;
        scores[c][i] = Levels.normalQuantile((rank - 3.0 / 8) / (sorted.length + .25));
      }
    }
    return scores;
  }

  private static int firstAtLeast(double[] sorted, double x) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
