package org.mesascope.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * Permutation tests of two independent samples of units. Each p-value is exact where there are few
 * splits, and else of 9,999 random ones with the one seen among them.
 *
 * <p>The unit is what was assigned or drawn independently: rows of one conversation or seed are no
 * units, see {@link #clustered}. Where each unit is in both samples use {@link SignFlips} on its
 * differences. Known critique: with unequal variances a permutation test of means rejects for that
 * difference too.
 */
public final class TwoSamples {

  private TwoSamples() {}

  /** Whether the means differ, two-sided; the statistic is the first mean minus the second. */
  public static Tested means(double[] first, double[] second, Seed seed) {
    double[][] rows = new double[first.length + second.length][];
    Arrays.setAll(rows, i -> new double[] {i < first.length ? first[i] : second[i - first.length]});
    return clustered(
        Arrays.copyOf(rows, first.length),
        Arrays.copyOfRange(rows, first.length, rows.length),
        seed);
  }

  /**
   * Whether the means over rows differ, two-sided, where whole clusters of rows were assigned: only
   * clusters are exchanged.
   *
   * @param first the rows of each cluster of the first sample, none empty
   * @param second the rows of each cluster of the second
   * @return the statistic is the first mean over rows minus the second
   */
  public static Tested clustered(double[][] first, double[][] second, Seed seed) {
    int n = first.length + second.length;
    double[] sums = new double[n];
    int[] sizes = new int[n];
    for (int c = 0; c < n; c++) {
      double[] rows = c < first.length ? first[c] : second[c - first.length];
      if (rows.length == 0) {
        throw new IllegalArgumentException("cluster " + c + " expects at least one row, got none");
      }
      sums[c] = Averages.mean(rows) * rows.length;
      sizes[c] = rows.length;
    }
    Tested tested =
        Splits.test(first.length, n, split -> Math.abs(difference(split, sums, sizes)), seed);
    boolean[] seen = new boolean[n];
    Arrays.fill(seen, 0, first.length, true);
    return new Tested(difference(seen, sums, sizes), tested.p(), tested.exact());
  }

  private static double difference(boolean[] split, double[] sums, int[] sizes) {
    double first = 0;
    double second = 0;
    int firsts = 0;
    int seconds = 0;
    for (int c = 0; c < split.length; c++) {
      if (split[c]) {
        first += sums[c];
        firsts += sizes[c];
      } else {
        second += sums[c];
        seconds += sizes[c];
      }
    }
    return first / firsts - second / seconds;
  }

  /**
   * Mann and Whitney (1947): whether values of one sample tend to be larger; the statistic is U,
   * pairs in which the first sample's value is larger, ties counting half.
   */
  public static Tested mannWhitney(double[] first, double[] second, Seed seed) {
    double[] pooled = DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    double[] wins = new double[pooled.length];
    for (int i = 0; i < pooled.length; i++) {
      for (double other : pooled) {
        wins[i] += pooled[i] > other ? 1 : pooled[i] == other ? .5 : 0;
      }
    }
    double amongFirst = first.length * first.length / 2.0;
    double middle = first.length * second.length / 2.0;
    Tested tested =
        Splits.test(
            first.length,
            pooled.length,
            split -> {
              double u = -amongFirst;
              for (int i = 0; i < split.length; i++) {
                u += split[i] ? wins[i] : 0;
              }
              return Math.abs(u - middle);
            },
            seed);
    double u = Arrays.stream(wins, 0, first.length).sum() - amongFirst;
    return new Tested(u, tested.p(), tested.exact());
  }

  /**
   * Whether the distributions differ at all, by the largest distance between the two distribution
   * functions (Smirnov 1939; Hollander, Wolfe and Chicken 2014, section 5.4).
   */
  public static Tested kolmogorovSmirnov(double[] first, double[] second, Seed seed) {
    double[] pooled = DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    Integer[] order = new Integer[pooled.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> pooled[i]));
    return Splits.test(
        first.length,
        pooled.length,
        split -> {
          double apart = 0;
          double most = 0;
          for (int rank = 0; rank < order.length; rank++) {
            apart += split[order[rank]] ? 1.0 / first.length : -1.0 / second.length;
            if (rank + 1 == order.length || pooled[order[rank]] != pooled[order[rank + 1]]) {
              most = Math.max(most, Math.abs(apart));
            }
          }
          return most;
        },
        seed);
  }

  /**
   * Whether the distributions differ at all, by energy: twice the mean distance between samples
   * minus the mean distances within them, pairs of a unit with itself included (Székely and Rizzo
   * 2013, Journal of Statistical Planning and Inference 143, equation 6.1).
   *
   * @param first units by coordinates
   * @param second as many coordinates
   */
  public static Tested energy(double[][] first, double[][] second, Seed seed) {
    double[][] distances = pairs(first, second, Math::sqrt);
    return Splits.test(
        first.length,
        distances.length,
        split -> {
          Blocks blocks = Blocks.of(split, distances, 0);
          return 2 * blocks.between - blocks.first - blocks.second;
        },
        seed);
  }

  /**
   * Whether the distributions differ at all, by the unbiased estimate of the squared maximum mean
   * discrepancy with the kernel exp(−‖x − y‖²/(2 width²)) (Gretton et al. 2012, JMLR 13, equation
   * 3).
   *
   * @param first at least 2 units, by coordinates
   * @param second as many coordinates
   */
  public static Tested meanDiscrepancy(
      double[][] first, double[][] second, double width, Seed seed) {
    return discrepancy(first, second, width, 1, seed);
  }

  /**
   * As {@link #meanDiscrepancy}, by the biased estimate, which is never negative: pairs of a unit
   * with itself count (equation 5, squared).
   */
  public static Tested biasedMeanDiscrepancy(
      double[][] first, double[][] second, double width, Seed seed) {
    return discrepancy(first, second, width, 0, seed);
  }

  private static Tested discrepancy(
      double[][] first, double[][] second, double width, int self, Seed seed) {
    if (!(width > 0) || first.length < 2 || second.length < 2) {
      throw new IllegalArgumentException(
          "a discrepancy expects a positive width and 2 units in each sample, got %s, %d and %d"
              .formatted(width, first.length, second.length));
    }
    double[][] kernel = pairs(first, second, square -> Math.exp(-square / (2 * width * width)));
    return Splits.test(
        first.length,
        kernel.length,
        split -> {
          Blocks blocks = Blocks.of(split, kernel, self);
          return blocks.first + blocks.second - 2 * blocks.between;
        },
        seed);
  }

  private static double[][] pairs(
      double[][] first, double[][] second, DoubleUnaryOperator ofSquare) {
    int n = first.length + second.length;
    double[][] all = new double[n][];
    for (int i = 0; i < n; i++) {
      all[i] = i < first.length ? first[i] : second[i - first.length];
      if (all[i].length != all[0].length || !Arrays.stream(all[i]).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "unit %d expects %d finite coordinates, got %s"
                .formatted(i, all[0].length, Arrays.toString(all[i])));
      }
    }
    double[][] pairs = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double square = 0;
        for (int k = 0; k < all[i].length; k++) {
          square += (all[i][k] - all[j][k]) * (all[i][k] - all[j][k]);
        }
        pairs[i][j] = ofSquare.applyAsDouble(square);
      }
    }
    return pairs;
  }

  /** Mean entries of a matrix of pairs, within each group and between them. */
  private record Blocks(double first, double second, double between) {

    /**
     * @param self 1 to leave pairs of a unit with itself out, 0 to count them
     */
    static Blocks of(boolean[] split, double[][] pairs, int self) {
      double inFirst = 0;
      double inSecond = 0;
      double across = 0;
      int n = 0;
      for (int i = 0; i < split.length; i++) {
        n += split[i] ? 1 : 0;
        for (int j = self == 1 ? i + 1 : i; j < split.length; j++) {
          double both = i == j ? pairs[i][j] : 2 * pairs[i][j];
          if (split[i] != split[j]) {
            across += pairs[i][j];
          } else if (split[i]) {
            inFirst += both;
          } else {
            inSecond += both;
          }
        }
      }
      int m = split.length - n;
      return new Blocks(
          inFirst / ((double) n * (n - self)),
          inSecond / ((double) m * (m - self)),
          across / ((double) n * m));
    }
  }
}
