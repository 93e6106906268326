package org.mesascope.gap;

import java.util.Arrays;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Bootstrap;
import org.mesascope.stats.BootstrapOptions;
import org.mesascope.stats.Resampled;
import org.mesascope.stats.Seed;

/** The mean of one number a replicate, with the interval that the replicates allow. */
final class SeedMean {

  private SeedMean() {}

  /** No interval for one replicate, and none where all agree to the last bit. */
  static Estimate of(String name, double[] values, Replicates of, Seed seed) {
    if (values.length == 1) {
      return new Estimate(name, values[0], null, 1, "one " + of.one() + ": no interval", "");
    }
    if (Arrays.stream(values).allMatch(value -> value == values[0])) {
      return Estimate.exact(name, values[0], "the same for every " + of.one());
    }
    Resampled mean = Bootstrap.bca(values, Averages::mean, BootstrapOptions.defaults(), seed);
    return Estimate.of(
        name,
        mean.value(),
        mean.interval(),
        mean.n(),
        "mean over %s, BCa bootstrap".formatted(of.many()));
  }
}
