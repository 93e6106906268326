package org.mesascope.stats;

import java.util.Arrays;

/**
 * How many independent draws have the variance that a mean over chains has: S / (1 + 2 Σ ρ_t), with
 * autocorrelations pooled over chains and Geyer's (1992) initial monotone sequence.
 */
final class EffectiveSize {

  private EffectiveSize() {}

  /** Of chains as they are; all draws where none differ. Cost: O(draws · the lag it stops at). */
  static double of(double[][] chains) {
    int n = chains[0].length;
    double draws = (double) n * chains.length;
    double[] means = Arrays.stream(chains).mapToDouble(Averages::mean).toArray();
    double within = covariance(chains, means, 0) * n / (n - 1);
    double between = chains.length > 1 ? Math.pow(Averages.standardDeviation(means), 2) : 0;
    double total = within * (n - 1) / n + between;
    if (total == 0) {
      return draws;
    }
    double sum = -1;
    double before = Double.POSITIVE_INFINITY;
    double even = 1;
    int t = 0;
    while (true) {
      double odd = 1 - (within - covariance(chains, means, t + 1)) / total;
      double pair = even + odd;
      if (!(pair > 0) || t + 3 >= n) {
        sum += Math.max(0, even);
        break;
      }
      before = Math.min(before, pair);
      sum += 2 * before;
      t += 2;
      even = 1 - (within - covariance(chains, means, t)) / total;
    }
    return draws / Math.max(sum, 1 / Math.log10(draws));
  }

  /** Mean over chains of Σ (x_i − x̄)(x_{i+lag} − x̄) / n. */
  private static double covariance(double[][] chains, double[] means, int lag) {
    double sum = 0;
    for (int c = 0; c < chains.length; c++) {
      double[] x = chains[c];
      double own = 0;
      for (int i = 0; i + lag < x.length; i++) {
        own += (x[i] - means[c]) * (x[i + lag] - means[c]);
      }
      sum += own / x.length;
    }
    return sum / chains.length;
  }
}
