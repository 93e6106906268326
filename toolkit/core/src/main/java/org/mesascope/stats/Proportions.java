package org.mesascope.stats;

/** Intervals of shares of independent yes-or-no units. */
public final class Proportions {

  private Proportions() {}

  /**
   * The score interval of a share; it never leaves [0, 1] and has a width even at 0 and n.
   *
   * <p>Source: Wilson (1927), JASA 22; method 3 of Newcombe (1998), Statistics in Medicine 17, 857.
   *
   * @param successes how many said yes, 0 to {@code n}
   * @param n how many there were, at least 1
   */
  public static Interval wilson(long successes, long n, double level) {
    if (n < 1 || successes < 0 || successes > n) {
      throw new IllegalArgumentException(
          "a share expects 0 to n successes of n of at least 1, got %d of %d"
              .formatted(successes, n));
    }
    return score((double) successes / n, (double) n, level);
  }

  /**
   * The score interval of a share of units that come in clusters: Wilson's, with as many units as
   * would be as telling if they were independent.
   *
   * <p>That number is p(1 − p) over the cluster-robust variance of the ratio. Where every unit of
   * every cluster agrees the variance says nothing, and each cluster counts once. Source: Korn and
   * Graubard (1998), Survey Methodology 24, 193, with Wilson's interval instead of the exact one.
   *
   * @param successes of each cluster
   * @param sizes of each cluster, at least 2 clusters that are not empty
   */
  public static Interval clustered(int[] successes, int[] sizes, double level) {
    long yes = 0;
    long all = 0;
    int clusters = 0;
    for (int c = 0; c < sizes.length; c++) {
      if (successes[c] < 0 || successes[c] > sizes[c]) {
        throw new IllegalArgumentException(
            "cluster %d expects 0 to %d successes, got %d".formatted(c, sizes[c], successes[c]));
      }
      yes += successes[c];
      all += sizes[c];
      clusters += sizes[c] > 0 ? 1 : 0;
    }
    if (clusters < 2) {
      throw new IllegalArgumentException(
          "a clustered share expects at least 2 clusters with units, got " + clusters);
    }
    double p = (double) yes / all;
    double square = 0;
    for (int c = 0; c < sizes.length; c++) {
      double residual = successes[c] - p * sizes[c];
      square += residual * residual;
    }
    double variance = square * clusters / (clusters - 1) / ((double) all * all);
    double n = variance > 0 ? Math.min((double) all, p * (1 - p) / variance) : clusters;
    return score(p, n, level);
  }

  /** Wilson's interval of a share among so many units, which need not be a whole number. */
  static Interval score(double p, double n, double level) {
    double z = Levels.z(level);
    double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    double reach = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return new Interval(
        p == 0 ? 0 : Math.max(0, centre - reach), p == 1 ? 1 : Math.min(1, centre + reach), level);
  }

  /**
   * The interval of the first share minus the second, of independent samples: each Wilson
   * interval's distances squared and added.
   *
   * <p>Source: method 10 of Newcombe (1998), Statistics in Medicine 17, 873.
   */
  public static Interval newcombe(
      long firstSuccesses, long firstN, long secondSuccesses, long secondN, double level) {
    Interval first = wilson(firstSuccesses, firstN, level);
    Interval second = wilson(secondSuccesses, secondN, level);
    double p = (double) firstSuccesses / firstN;
    double q = (double) secondSuccesses / secondN;
    double below = Math.hypot(p - first.low(), second.high() - q);
    double above = Math.hypot(first.high() - p, q - second.low());
    return new Interval(p - q - below, p - q + above, level);
  }
}
