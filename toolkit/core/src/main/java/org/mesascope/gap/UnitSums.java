package org.mesascope.gap;

import java.util.function.IntPredicate;

/** Sums of a number over the rows of each unit, by version. */
final class UnitSums {

  private final double[][] sums;
  private final long[][] counts;
  private final double[] total = new double[2];
  private final long[] all = new long[2];

  private UnitSums(int units) {
    sums = new double[2][units];
    counts = new long[2][units];
  }

  static UnitSums of(VersionRows rows, double[] values, IntPredicate counts) {
    UnitSums units = new UnitSums(rows.unitCount());
    for (int i = 0; i < values.length; i++) {
      if (counts.test(i)) {
        int version = rows.version(i);
        units.sums[version][rows.unit(i)] += values[i];
        units.counts[version][rows.unit(i)]++;
        units.total[version] += values[i];
        units.all[version]++;
      }
    }
    return units;
  }

  /** Sums that are whole numbers. */
  long[] successes(int version) {
    long[] whole = new long[sums[version].length];
    for (int u = 0; u < whole.length; u++) {
      whole[u] = Math.round(sums[version][u]);
    }
    return whole;
  }

  long[] rows(int version) {
    return counts[version].clone();
  }

  /** The mean over one unit's rows. */
  double share(int version, int unit) {
    return sums[version][unit] / counts[version][unit];
  }

  private double sum(int version, int without) {
    return total[version] - (without < 0 ? 0 : sums[version][without]);
  }

  /** The mean over a version's rows, without one unit's, or −1 for all. */
  double mean(int version, int without) {
    return sum(version, without) / (all[version] - (without < 0 ? 0 : counts[version][without]));
  }
}
