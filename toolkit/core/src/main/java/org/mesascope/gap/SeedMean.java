package org.mesascope.gap;

import java.util.Arrays;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Seed;

/** The mean of one number a system, with what the systems' number allows to say. */
final class SeedMean {

  /** Fewest systems for which an interval is given at all. */
  static final int FEWEST = 2;

  private SeedMean() {}

  static Estimate of(String name, double[] values, Seed seed) {
    double mean = Arrays.stream(values).average().orElseThrow();
    if (values.length < FEWEST) {
      return new Estimate(name, mean, null, values.length, "one system: no interval", "");
    }
    if (Arrays.stream(values).allMatch(value -> value == values[0])) {
      return Estimate.exact(name, values[0], "the same for every seed");
    }
    Interval interval = new Interval(0, 1, .95);
    return Estimate.of(name, mean, interval, values.length, "mean over seeds, BCa bootstrap");
  }
}
