package org.mesascope.stats;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * All ways, or a sample of them, to split units into a first group and the rest: what a permutation
 * test compares the split seen with (Fisher 1935; Phipson and Smyth 2010 for samples).
 */
final class Splits {

  /** Up to so many splits all are looked at. */
  private static final long EXACT = 20_000;

  private static final int DRAWS = 9_999;
  private static final double ROUNDING = 1e-12;

  private Splits() {}

  /**
   * Tests whether the first units are split from the others as any would be.
   *
   * @param first how many units are in the first group, which come before the others
   * @param n how many units there are
   * @param statistic of a split, true for the first group; large where groups differ
   */
  static Tested test(int first, int n, ToDoubleFunction<boolean[]> statistic, Seed seed) {
    if (first < 1 || first >= n) {
      throw new IllegalArgumentException(
          "a permutation test expects at least 1 unit in each group, got %d and %d"
              .formatted(first, n - first));
    }
    boolean[] split = new boolean[n];
    Arrays.fill(split, 0, first, true);
    double seen = statistic.applyAsDouble(split);
    double least = seen - ROUNDING * Math.max(1, Math.abs(seen));
    return count(first, n) <= EXACT
        ? new Tested(seen, all(split, statistic, least), true)
        : new Tested(seen, drawn(split, statistic, least, seed.random()), false);
  }

  private static double all(boolean[] split, ToDoubleFunction<boolean[]> statistic, double least) {
    long asFar = 0;
    long splits = 0;
    do {
      splits++;
      asFar += statistic.applyAsDouble(split) >= least ? 1 : 0;
    } while (next(split));
    return (double) asFar / splits;
  }

  private static double drawn(
      boolean[] split,
      ToDoubleFunction<boolean[]> statistic,
      double least,
      RandomGenerator random) {
    int asFar = 1;
    for (int draw = 0; draw < DRAWS; draw++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("a permutation test was interrupted");
      }
      for (int i = split.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        boolean swapped = split[i];
        split[i] = split[j];
        split[j] = swapped;
      }
      asFar += statistic.applyAsDouble(split) >= least ? 1 : 0;
    }
    return asFar / (DRAWS + 1.0);
  }

  /** The next split: the last true with a false behind it moves on, those after it follow. */
  private static boolean next(boolean[] split) {
    int after = 0;
    int i = split.length - 1;
    while (i >= 0 && split[i]) {
      after++;
      i--;
    }
    while (i >= 0 && !split[i]) {
      i--;
    }
    if (i < 0) {
      return false;
    }
    Arrays.fill(split, i, split.length, false);
    Arrays.fill(split, i + 1, i + 2 + after, true);
    return true;
  }

  /** How many splits there are, or more than {@value #EXACT}. */
  private static long count(int first, int n) {
    long count = 1;
    for (int k = 1; k <= Math.min(first, n - first) && count <= EXACT; k++) {
      count = count * (n - k + 1) / k;
    }
    return count;
  }
}
