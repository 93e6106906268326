package org.mesascope.stats;

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
    Sums sums = new Sums(successes, sizes);
    if (sums.largest == 1) {
      return Proportions.wilson(sums.yes, sums.rows, level);
    }
    if (sums.units == 1) {
      return new Interval(0, 1, Levels.check(level));
    }
    double effective = sums.units;
    if (sums.share > 0 && sums.share < 1) {
      double plain = sums.share * (1 - sums.share) / sums.rows;
      effective = sums.rows / Math.max(1, sums.variance() / plain);
    }
    double z = Levels.z(level);
    double narrower = z / Levels.t(level, (int) Math.min(Integer.MAX_VALUE, sums.units - 1));
    return Proportions.score(sums.share, effective * narrower * narrower, level);
  }

  /**
   * The interval of a first share minus a second, unit by unit in the same order; a unit that is in
   * one group alone has size 0 in the other. Units in both make the shares go together, which
   * narrows the interval.
   *
   * <p>Source: Zou and Donner (2008), Statistics in Medicine 27, 1693, equation 7, with the
   * correlation of the units' contributions; method 10 of Newcombe (1998) where it is 0.
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
    Sums first = new Sums(firstSuccesses, firstSizes);
    Sums second = new Sums(secondSuccesses, secondSizes);
    Interval one = wilson(firstSuccesses, firstSizes, level);
    Interval two = wilson(secondSuccesses, secondSizes, level);
    double r = correlation(first, second);
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

  /** What units add up to. */
  private static final class Sums {

    private final long[] successes;
    private final long[] sizes;
    private final long yes;
    private final long rows;
    private final long units;
    private final long largest;
    private final double share;

    Sums(long[] successes, long[] sizes) {
      if (successes.length != sizes.length) {
        throw new IllegalArgumentException(
            "a share expects as many successes as sizes, got %d and %d"
                .formatted(successes.length, sizes.length));
      }
      this.successes = successes;
      this.sizes = sizes;
      long sumYes = 0;
      long sumRows = 0;
      long count = 0;
      long most = 0;
      for (int i = 0; i < sizes.length; i++) {
        if (successes[i] < 0 || successes[i] > sizes[i]) {
          throw new IllegalArgumentException(
              "unit %d expects 0 to %d successes, got %d".formatted(i, sizes[i], successes[i]));
        }
        sumYes += successes[i];
        sumRows += sizes[i];
        count += sizes[i] > 0 ? 1 : 0;
        most = Math.max(most, sizes[i]);
      }
      if (sumRows == 0) {
        throw new IllegalArgumentException("a share expects at least one row, got none");
      }
      yes = sumYes;
      rows = sumRows;
      units = count;
      largest = most;
      share = (double) yes / rows;
    }

    double residual(int unit) {
      return (successes[unit] - share * sizes[unit]) / rows;
    }

    /** The linearised variance of the ratio of successes to rows. */
    double variance() {
      double squares = 0;
      for (int i = 0; i < sizes.length; i++) {
        squares += residual(i) * residual(i);
      }
      return squares * units / (units - 1);
    }
  }
}
