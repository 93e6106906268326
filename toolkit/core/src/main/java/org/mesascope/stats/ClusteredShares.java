package org.mesascope.stats;

import java.util.Arrays;

/**
 * Intervals of shares whose rows come in independent units: the epochs of a sample, the turns of a
 * conversation, the answers of a person.
 *
 * <p>Source: Wilson's interval at the effective sample size of Korn and Graubard (1998), Survey
 * Methodology 24, 193: the rows, divided by the design effect and by the square of t with units − 1
 * degrees of freedom over z. Departures: a design effect below 1 counts as 1, and where every row
 * says the same the units alone count, for then the data do not show how alike a unit's rows are.
 * Known critique: with few units of very unequal size it is too narrow.
 */
public final class ClusteredShares {

  private ClusteredShares() {}

  /**
   * The interval of a share; plain Wilson where each unit has one row, [0, 1] where there is one
   * unit of several rows.
   *
   * @param successes how many rows of each unit said yes
   * @param sizes how many rows each unit has; units without any do not count
   */
  public static Interval wilson(long[] successes, long[] sizes, double level) {
    return Sums.of(successes, sizes).wilson(level);
  }

  /**
   * The interval of a first share minus a second, unit by unit in the same order; a unit that is in
   * one group alone has size 0 in the other. Units in both make the shares go together, which
   * narrows the interval.
   *
   * <p>Source: Zou and Donner (2008), Statistics in Medicine 27, 1693, equation 7, with the
   * correlation of the units' contributions, made smaller as phi is in method 10 of Newcombe
   * (1998), Statistics in Medicine 17, 2635, for pairs; his method 10 for samples (same volume,
   * 873) where it is 0. So units that all agree leave an interval, and are no proof that none would
   * move.
   */
  public static Interval difference(
      long[] firstSuccesses,
      long[] firstSizes,
      long[] secondSuccesses,
      long[] secondSizes,
      double level) {
    if (firstSizes.length != secondSizes.length) {
      throw new IllegalArgumentException(
          "a difference expects the same units on both sides, got %d and %d"
              .formatted(firstSizes.length, secondSizes.length));
    }
    return difference(
        Sums.of(firstSuccesses, firstSizes), Sums.of(secondSuccesses, secondSizes), level);
  }

  /**
   * The interval of the mean of units' shares, each unit counting once.
   *
   * @param shares each unit's share, in [0, 1]
   * @param rows how many rows they rest on in all, at least one a unit
   */
  public static Interval mean(double[] shares, long rows, double level) {
    return Sums.of(shares, rows).wilson(level);
  }

  /**
   * The interval of a first share minus a second where every unit has both and counts once, however
   * many rows its shares rest on: as {@link #difference(long[], long[], long[], long[], double)},
   * with the mean over units of the unit's own share.
   *
   * @param firsts each unit's first share, in [0, 1]
   * @param firstRows how many rows all first shares rest on, at least one a unit
   * @param seconds each unit's second share, in the order of {@code firsts}
   */
  public static Interval paired(
      double[] firsts, long firstRows, double[] seconds, long secondRows, double level) {
    if (firsts.length != seconds.length) {
      throw new IllegalArgumentException(
          "paired shares expect the same units on both sides, got %d and %d"
              .formatted(firsts.length, seconds.length));
    }
    return difference(Sums.of(firsts, firstRows), Sums.of(seconds, secondRows), level);
  }

  private static Interval difference(Sums first, Sums second, double level) {
    Interval one = first.wilson(level);
    Interval two = second.wilson(level);
    double r = corrected(correlation(first, second), first, second);
    double below = reach(first.share - one.low(), two.high() - second.share, r);
    double above = reach(one.high() - first.share, second.share - two.low(), r);
    double difference = first.share - second.share;
    return new Interval(Math.max(-1, difference - below), Math.min(1, difference + above), level);
  }

  private static double reach(double a, double b, double r) {
    return Math.sqrt(Math.max(0, a * a - 2 * r * a * b + b * b));
  }

  private static double correlation(Sums first, Sums second) {
    double both = 0;
    double one = 0;
    double two = 0;
    for (int i = 0; i < first.sizes.length; i++) {
      double a = first.residual(i);
      double b = second.residual(i);
      both += a * b;
      one += a * a;
      two += b * b;
    }
    return one > 0 && two > 0 ? Math.max(-1, Math.min(1, both / Math.sqrt(one * two))) : 0;
  }

  /** Newcombe's correction of phi for continuity: its numerator, in counts, less n/2. */
  private static double corrected(double r, Sums first, Sums second) {
    if (r <= 0) {
      return r;
    }
    double spread = Math.sqrt(first.share * (1 - first.share) * second.share * (1 - second.share));
    return Math.max(0, r - 1 / (2.0 * Math.min(first.units, second.units) * spread));
  }

  /** What units add up to: successes and weights of each, and the rows behind them all. */
  private static final class Sums {

    private final double[] successes;
    private final double[] sizes;
    private final double rows;
    private final boolean single;
    private final double weight;
    private final long units;
    private final double share;

    private Sums(double[] successes, double[] sizes, double rows, boolean single) {
      this.successes = successes;
      this.sizes = sizes;
      this.rows = rows;
      this.single = single;
      double sum = 0;
      double all = 0;
      long count = 0;
      for (int i = 0; i < sizes.length; i++) {
        sum += successes[i];
        all += sizes[i];
        count += sizes[i] > 0 ? 1 : 0;
      }
      if (count == 0) {
        throw new IllegalArgumentException("a share expects at least one row, got none");
      }
      weight = all;
      units = count;
      share = sum / all;
    }

    static Sums of(long[] successes, long[] sizes) {
      if (successes.length != sizes.length) {
        throw new IllegalArgumentException(
            "a share expects as many successes as sizes, got %d and %d"
                .formatted(successes.length, sizes.length));
      }
      for (int i = 0; i < sizes.length; i++) {
        if (successes[i] < 0 || successes[i] > sizes[i]) {
          throw new IllegalArgumentException(
              "unit %d expects 0 to %d successes, got %d".formatted(i, sizes[i], successes[i]));
        }
      }
      return new Sums(
          Arrays.stream(successes).asDoubleStream().toArray(),
          Arrays.stream(sizes).asDoubleStream().toArray(),
          Arrays.stream(sizes).sum(),
          Arrays.stream(sizes).max().orElse(0) == 1);
    }

    static Sums of(double[] shares, long rows) {
      for (int i = 0; i < shares.length; i++) {
        if (!(shares[i] >= 0 && shares[i] <= 1)) {
          throw new IllegalArgumentException(
              "unit %d expects a share in [0, 1], got %s".formatted(i, shares[i]));
        }
      }
      if (rows < shares.length) {
        throw new IllegalArgumentException(
            "%d shares rest on at least as many rows, got %d".formatted(shares.length, rows));
      }
      double[] once = new double[shares.length];
      Arrays.fill(once, 1);
      return new Sums(shares, once, rows, rows == shares.length);
    }

    Interval wilson(double level) {
      if (single) {
        return Proportions.score(share, rows, level);
      }
      if (units == 1) {
        return new Interval(0, 1, Levels.check(level));
      }
      double effective = units;
      if (share > 0 && share < 1) {
        effective = Math.min(rows, share * (1 - share) / variance());
      }
      double z = Levels.z(level);
      double narrower = z / Levels.t(level, (int) Math.min(Integer.MAX_VALUE, units - 1));
      return Proportions.score(share, effective * narrower * narrower, level);
    }

    double residual(int unit) {
      return (successes[unit] - share * sizes[unit]) / weight;
    }

    /** The linearised variance of the ratio of successes to rows. */
    private double variance() {
      double squares = 0;
      for (int i = 0; i < sizes.length; i++) {
        squares += residual(i) * residual(i);
      }
      return squares * units / (units - 1);
    }
  }
}
