package org.mesascope.stats;

/**
 * What values are compatible with the data.
 *
 * @param low lower end, may be −∞
 * @param high upper end, at least {@code low}, may be +∞
 * @param level coverage aimed at, in (0, 1)
 */
public record Interval(double low, double high, double level) {

  /** Fails where the ends are not numbers or not in order. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "an interval expects low <= high, got [" + low + ", " + high + "]");
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a level lies in (0, 1), got " + level);
    }
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  public double width() {
    return high - low;
  }
}
