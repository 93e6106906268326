package org.mesascope.probe;

import java.util.stream.IntStream;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Bootstrap;
import org.mesascope.stats.BootstrapOptions;
import org.mesascope.stats.Seed;

/** A share of units that come in groups, such as the cells of mazes: groups are what varies. */
public final class GroupShare {

  private static final int RESAMPLES = 1000;

  private GroupShare() {}

  /**
   * Σ parts / Σ sizes with an interval that resamples groups (1,000 times, between quantiles).
   *
   * @param parts what counts in each group; may be negative, as a difference is
   * @param sizes of the groups; groups of size 0 are left out, at least 2 others are needed
   */
  public static Estimate of(
      String name, double[] parts, double[] sizes, double level, String method, Seed seed) {
    int[] kept = IntStream.range(0, sizes.length).filter(g -> sizes[g] > 0).toArray();
    if (kept.length < 2) {
      throw new IllegalArgumentException(
          "share \"%s\" expects at least 2 groups that are not empty, got %d of %d"
              .formatted(name, kept.length, sizes.length));
    }
    double value = ratio(parts, sizes, kept, IntStream.range(0, kept.length).toArray());
    return Estimate.of(
        name,
        value,
        Bootstrap.percentile(
                kept.length,
                positions -> ratio(parts, sizes, kept, positions),
                BootstrapOptions.defaults().withResamples(RESAMPLES).withLevel(level),
                seed)
            .interval(),
        kept.length,
        method);
  }

  private static double ratio(double[] parts, double[] sizes, int[] kept, int[] positions) {
    double part = 0;
    double whole = 0;
    for (int position : positions) {
      part += parts[kept[position]];
      whole += sizes[kept[position]];
    }
    return part / whole;
  }
}
