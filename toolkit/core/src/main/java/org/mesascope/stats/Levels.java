package org.mesascope.stats;

import smile.stat.distribution.GaussianDistribution;
import smile.stat.distribution.TDistribution;

/** Levels of intervals and the quantiles that belong to them. */
final class Levels {

  private static final GaussianDistribution NORMAL = new GaussianDistribution(0, 1);

  private Levels() {}

  static double check(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a level lies in (0, 1), got " + level);
    }
    return level;
  }

  /** The standard normal distribution function. */
  static double normal(double z) {
    return NORMAL.cdf(z);
  }

  /** The standard normal quantile. */
  static double normalQuantile(double p) {
    return NORMAL.quantile(p);
  }

  /** How many standard errors a two-sided normal interval reaches. */
  static double z(double level) {
    return NORMAL.quantile(.5 + check(level) / 2);
  }

  /** How many standard errors a two-sided Student interval reaches. */
  static double t(double level, int degreesOfFreedom) {
    return new TDistribution(degreesOfFreedom).quantile(.5 + check(level) / 2);
  }

  /** How likely Student's t lies at least so far from 0. */
  static double twoSided(double t, int degreesOfFreedom) {
    return 2 * new TDistribution(degreesOfFreedom).cdf(-Math.abs(t));
  }
}
