package org.mesascope.gap;

import java.util.Arrays;
import java.util.Set;
import org.mesascope.report.Estimate;
import org.mesascope.stats.ClusteredShares;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Jackknife;
import org.mesascope.stats.Seed;

/**
 * Situation by situation, with different units: means at equal situations, each weighed by n₁n₂/(n₁
 * + n₂) of the rows in it (Mantel and Haenszel's weights for a difference; Greenland and Robins
 * 1985, Biometrics 41, 55). Errors by leaving units out.
 */
final class StandardisedComparison implements VersionComparison {

  /** Weights are at least ½, so what is less is rounding. */
  private static final double NOTHING = .25;

  private final VersionRows rows;
  private final boolean[] shared;
  private final int[][] byUnit;
  private final int[] units = new int[2];

  StandardisedComparison(VersionRows rows) {
    this.rows = rows;
    shared = new boolean[rows.situationCount()];
    Set<Integer> both = rows.sharedSituations();
    both.forEach(situation -> shared[situation] = true);
    int[] sizes = new int[rows.unitCount()];
    for (int i = 0; i < rows.size(); i++) {
      if (counts(i)) {
        sizes[rows.unit(i)]++;
      }
    }
    byUnit = new int[sizes.length][];
    Arrays.setAll(byUnit, u -> new int[sizes[u]]);
    for (int i = 0; i < rows.size(); i++) {
      if (counts(i)) {
        byUnit[rows.unit(i)][--sizes[rows.unit(i)]] = i;
      }
    }
    for (int version = 0; version < 2; version++) {
      int own = version;
      units[version] =
          (int)
              Arrays.stream(byUnit)
                  .filter(unit -> Arrays.stream(unit).anyMatch(row -> rows.version(row) == own))
                  .count();
    }
  }

  @Override
  public boolean counts(int row) {
    return shared[rows.situation(row)];
  }

  @Override
  public int units() {
    return Math.min(units[0], units[1]);
  }

  @Override
  public Compared of(String name, double[] values, boolean share, double level, Seed seed) {
    Sums sums = new Sums(values);
    double before = sums.mean(0);
    double after = sums.mean(1);
    if (units() < 2) {
      Interval all = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, level);
      return new Compared(
          estimate(name, before, all, units[0]),
          estimate(name, after, all, units[1]),
          estimate(name, after - before, all, units()),
          1);
    }
    double[][] left = new double[3][byUnit.length];
    for (int u = 0; u < byUnit.length; u++) {
      sums.leave(byUnit[u]);
      left[0][u] = sums.known() ? sums.mean(0) : before;
      left[1][u] = sums.known() ? sums.mean(1) : after;
      left[2][u] = left[1][u] - left[0][u];
      sums.bring(byUnit[u]);
    }
    Jackknife first = jackknife(before, left[0], units[0]);
    Jackknife second = jackknife(after, left[1], units[1]);
    Jackknife both = jackknife(after - before, left[2], units());
    UnitSums raw = UnitSums.of(rows, values, this::counts);
    boolean still = share && both.error() == 0;
    Interval difference =
        still
            ? ClusteredShares.difference(
                raw.successes(1), raw.rows(1), raw.successes(0), raw.rows(0), level)
            : within(both.interval(level), share ? -1 : Double.NEGATIVE_INFINITY);
    return new Compared(
        estimate(name, before, side(raw, 0, first, share, level), units[0]),
        estimate(name, after, side(raw, 1, second, share, level), units[1]),
        estimate(name, after - before, difference, units()),
        both.p());
  }

  /** The difference alone. */
  double difference(double[] values) {
    Sums sums = new Sums(values);
    return sums.mean(1) - sums.mean(0);
  }

  private static Interval side(
      UnitSums raw, int version, Jackknife found, boolean share, double level) {
    return share && found.error() == 0
        ? ClusteredShares.wilson(raw.successes(version), raw.rows(version), level)
        : within(found.interval(level), share ? 0 : Double.NEGATIVE_INFINITY);
  }

  private static Jackknife jackknife(double value, double[] left, int units) {
    return Jackknife.of(value, left.length, u -> left[u], Math.max(1, units - 1));
  }

  /** An interval of shares does not leave where shares can lie. */
  private static Interval within(Interval interval, double least) {
    return Double.isInfinite(least)
        ? interval
        : new Interval(
            Math.max(least, interval.low()), Math.min(1, interval.high()), interval.level());
  }

  private static Estimate estimate(String name, double value, Interval interval, int n) {
    return Estimate.of(
        name, value, interval, n, "at equal situations, Mantel-Haenszel weights; jackknife");
  }

  /** Sums by version and situation, with their weighted totals; units may leave and come back. */
  private final class Sums {

    private final double[] values;
    private final double[][] sums = new double[2][shared.length];
    private final double[][] sizes = new double[2][shared.length];
    private final double[] totals = new double[2];
    private double weights;

    Sums(double[] values) {
      this.values = values;
      for (int[] unit : byUnit) {
        bring(unit);
      }
    }

    void bring(int[] unit) {
      for (int row : unit) {
        move(row, 1);
      }
    }

    void leave(int[] unit) {
      for (int row : unit) {
        move(row, -1);
      }
    }

    boolean known() {
      return weights > NOTHING;
    }

    double mean(int version) {
      return totals[version] / weights;
    }

    private void move(int row, int sign) {
      int situation = rows.situation(row);
      weigh(situation, -1);
      sums[rows.version(row)][situation] += sign * values[row];
      sizes[rows.version(row)][situation] += sign;
      weigh(situation, 1);
    }

    private void weigh(int s, int sign) {
      if (sizes[0][s] > 0 && sizes[1][s] > 0) {
        double weight = sizes[0][s] * sizes[1][s] / (sizes[0][s] + sizes[1][s]);
        weights += sign * weight;
        totals[0] += sign * weight * sums[0][s] / sizes[0][s];
        totals[1] += sign * weight * sums[1][s] / sizes[1][s];
      }
    }
  }
}
