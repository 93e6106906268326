package org.mesascope.infer;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.mesascope.stats.Interval;

/** Intervals from a normal approximation. */
final class Wald {

  private Wald() {}

  /** value ± z · error, or the whole line for what the data do not tell. */
  static Interval interval(double value, double error, boolean told, double level) {
    if (!told) {
      return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, level);
    }
    double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(.5 + level / 2);
    return new Interval(value - z * error, value + z * error, level);
  }
}
