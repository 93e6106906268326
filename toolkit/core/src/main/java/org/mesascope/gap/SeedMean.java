package org.mesascope.gap;

import java.util.Arrays;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Bootstrap;
import org.mesascope.stats.BootstrapOptions;
import org.mesascope.stats.Resampled;
import org.mesascope.stats.Seed;

/** The mean of one number a system, with the interval that the systems allow. */
final class SeedMean {

  private SeedMean() {}

  /** No interval for one system, and none where all systems agree to the last bit. */
  static Estimate of(String name, double[] values, Seed seed) {
    if (values.length == 1) {
      return new Estimate(name, values[0], null, 1, "one system: no interval", "");
    }
    if (Arrays.stream(values).allMatch(value -> value == values[0])) {
      return Estimate.exact(name, values[0], "the same for every seed");
    }
    Resampled mean = Bootstrap.bca(values, Averages::mean, BootstrapOptions.defaults(), seed);
    return Estimate.of(
        name, mean.value(), mean.interval(), mean.n(), "mean over seeds, BCa bootstrap");
  }
}
