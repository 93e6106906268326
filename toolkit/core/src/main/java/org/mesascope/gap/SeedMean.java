package org.mesascope.gap;

import java.util.Arrays;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Bootstrap;
import org.mesascope.stats.BootstrapOptions;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Resampled;
import org.mesascope.stats.Seed;

/** The mean of one number a replicate, with the interval that the replicates allow. */
final class SeedMean {

  private SeedMean() {}

  /**
   * No interval for one replicate. Where all agree to the last bit the interval is that number, as
   * a bootstrap's would be: they show no spread, and do not prove that there is none.
   */
  static Estimate of(String name, double[] values, Replicates of, Seed seed) {
    if (values.length == 1) {
      return new Estimate(name, values[0], null, 1, "one " + of.one() + ": no interval", "");
    }
    BootstrapOptions options = BootstrapOptions.defaults();
    if (Arrays.stream(values).allMatch(value -> value == values[0])) {
      return Estimate.of(
          name,
          values[0],
          new Interval(values[0], values[0], options.level()),
          values.length,
          "the same for every " + of.one());
    }
    Resampled mean = Bootstrap.bca(values, Averages::mean, options, seed);
    return Estimate.of(
        name,
        mean.value(),
        mean.interval(),
        mean.n(),
        "mean over %s, BCa bootstrap".formatted(of.many()));
  }
}
