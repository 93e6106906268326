package org.mesascope.gap;

import java.util.Arrays;
import org.mesascope.report.Estimate;
import org.mesascope.stats.ClusteredShares;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Jackknife;
import org.mesascope.stats.Seed;
import org.mesascope.stats.TwoSamples;

/**
 * All rows of one version against all of the other; units are exchanged whole for p. What versions
 * differ in is their effect only where units were given to them at random.
 */
final class SeparateComparison implements VersionComparison {

  private final VersionRows rows;

  SeparateComparison(VersionRows rows) {
    this.rows = rows;
  }

  @Override
  public boolean counts(int row) {
    return true;
  }

  @Override
  public int units() {
    return Math.min(rows.units(0), rows.units(1));
  }

  @Override
  public Compared of(String name, double[] values, boolean share, double level, Seed seed) {
    UnitSums sums = UnitSums.of(rows, values, row -> true);
    double p = TwoSamples.clustered(clusters(values, 1), clusters(values, 0), seed).p();
    Interval difference =
        share
            ? ClusteredShares.difference(
                sums.successes(1), sums.rows(1), sums.successes(0), sums.rows(0), level)
            : jackknife(sums, -1, level);
    return new Compared(
        side(name, sums, 0, share, level),
        side(name, sums, 1, share, level),
        Estimate.of(
            name,
            sums.mean(1, -1) - sums.mean(0, -1),
            difference,
            units(),
            share ? "difference of clustered Wilson intervals" : "jackknife over units"),
        p);
  }

  private Estimate side(String name, UnitSums sums, int version, boolean share, double level) {
    return Estimate.of(
        name,
        sums.mean(version, -1),
        share
            ? ClusteredShares.wilson(sums.successes(version), sums.rows(version), level)
            : jackknife(sums, version, level),
        rows.units(version),
        share ? "Wilson interval at the effective number of units" : "jackknife over units");
  }

  /**
   * @param version of which the mean is, or −1 for their difference
   */
  private Interval jackknife(UnitSums sums, int version, double level) {
    int fewest = version < 0 ? units() : rows.units(version);
    if (fewest < 2) {
      return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, level);
    }
    return Jackknife.of(
            statistic(sums, version, -1),
            rows.unitCount(),
            unit -> statistic(sums, version, unit),
            fewest - 1)
        .interval(level);
  }

  private static double statistic(UnitSums sums, int version, int without) {
    return version < 0
        ? sums.mean(1, without) - sums.mean(0, without)
        : sums.mean(version, without);
  }

  private double[][] clusters(double[] values, int version) {
    double[][] clusters = new double[rows.unitCount()][];
    int[] filled = new int[clusters.length];
    for (int i = 0; i < values.length; i++) {
      if (rows.version(i) == version) {
        filled[rows.unit(i)]++;
      }
    }
    Arrays.setAll(clusters, u -> new double[filled[u]]);
    for (int i = 0; i < values.length; i++) {
      if (rows.version(i) == version) {
        int unit = rows.unit(i);
        clusters[unit][--filled[unit]] = values[i];
      }
    }
    return Arrays.stream(clusters).filter(cluster -> cluster.length > 0).toArray(double[][]::new);
  }
}
