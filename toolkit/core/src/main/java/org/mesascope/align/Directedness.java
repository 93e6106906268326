package org.mesascope.align;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Interval;

/**
 * How goal-directed a policy is toward a utility, or away from it: a high value alone does not say
 * which, so the sign of β* is always shown with it.
 *
 * @param toward the utility's name, or "some utility of states"
 * @param nats predictable information about the policy's choices, discounted and summed over time;
 *     at least 0
 * @param inverseTemperature β* in nats per unit of the utility: 0 where the utility tells nothing,
 *     infinite where the policy is optimal for the utility (or for its negation)
 * @param most what no policy can exceed: ln|A| times the discounted length of an episode
 * @param interval uncertainty where it was estimated from traces, null where it is exact
 * @param n how many traces, 0 where it is exact
 * @param method how it was obtained
 */
public record Directedness(
    String toward,
    double nats,
    double inverseTemperature,
    double most,
    @Nullable Interval interval,
    int n,
    String method)
    implements Displayable {

  /** Fails on a negative or infinite value. */
  public Directedness {
    if (!(nats >= 0 && Double.isFinite(nats)) || Double.isNaN(inverseTemperature)) {
      throw new IllegalArgumentException(
          "goal-directedness expects a finite value of at least 0 and an inverse temperature, got %s at %s"
              .formatted(nats, inverseTemperature));
    }
  }

  /** The share of what is possible, 0 to 1. */
  public double share() {
    return nats / most;
  }

  /** The value with its uncertainty. */
  public Estimate estimate() {
    return new Estimate("goal-directedness, " + toward, nats, interval, n, method, "nats");
  }

  /** Which way β* points, in words. */
  public String direction() {
    if (nats == 0 || inverseTemperature == 0) {
      return "neither toward it nor away from it";
    }
    return inverseTemperature > 0 ? "toward it" : "away from it";
  }

  /** One row. */
  public ResultTable table() {
    return ResultTable.titled("Maximum entropy goal-directedness")
        .columns("utility", "nats", "share of the most", "β*", "direction")
        .row(toward, estimate(), share(), beta(), direction())
        .withNote(method)
        .withNote(
            "Unchanged by any affine change of the utility, a negative one included: read the direction with the value.");
  }

  private String beta() {
    if (Double.isInfinite(inverseTemperature)) {
      return inverseTemperature > 0 ? "+∞" : "−∞";
    }
    return String.format(Locale.ROOT, "%.6f", inverseTemperature);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }

  @Override
  public String toString() {
    return table().toText();
  }
}
