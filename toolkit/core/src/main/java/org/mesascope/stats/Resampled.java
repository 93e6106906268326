package org.mesascope.stats;

/**
 * A statistic with its bootstrap interval.
 *
 * @param value the statistic of the units as they are
 * @param interval its interval
 * @param n how many independent units
 */
public record Resampled(double value, Interval interval, int n) {

  /**
   * Whether there are fewer than {@link Bootstrap#ENOUGH} units, so that the interval is too narrow
   * to be shown alone: show the points beside it, and {@link #warning}.
   */
  public boolean hasTooFewUnits() {
    return n < Bootstrap.ENOUGH;
  }

  /** What to say beside an interval of too few units; empty where there are enough. */
  public String warning() {
    return hasTooFewUnits()
        ? "%d units: a bootstrap interval of fewer than %d covers less than it says"
            .formatted(n, Bootstrap.ENOUGH)
        : "";
  }
}
