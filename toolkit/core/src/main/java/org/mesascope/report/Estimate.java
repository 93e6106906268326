package org.mesascope.report;

import org.jspecify.annotations.Nullable;
import org.mesascope.stats.Interval;

/**
 * A number with what a reader needs in order to believe it.
 *
 * @param name what is estimated
 * @param value the point estimate; finite
 * @param interval its uncertainty, or null where the value is exact
 * @param n how many independent units it rests on; 0 where it is exact
 * @param method how value and interval were obtained
 * @param unit unit of value and interval, empty where there is none
 */
public record Estimate(
    String name, double value, @Nullable Interval interval, int n, String method, String unit) {

  /** Fails where the value is not finite or n is negative. */
  public Estimate {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "estimate \"" + name + "\" expects a finite value, got " + value);
    }
    if (n < 0) {
      throw new IllegalArgumentException(
          "estimate \"" + name + "\" expects n of at least 0, got " + n);
    }
  }

  /** A value known without error, such as a closed form. */
  public static Estimate exact(String name, double value, String method) {
    return new Estimate(name, value, null, 0, method, "");
  }

  public static Estimate of(String name, double value, Interval interval, int n, String method) {
    return new Estimate(name, value, interval, n, method, "");
  }

  public Estimate withUnit(String unit) {
    return new Estimate(name, value, interval, n, method, unit);
  }

  public Estimate named(String name) {
    return new Estimate(name, value, interval, n, method, unit);
  }
}
