package org.mesascope.stats;

import java.util.Arrays;

/**
 * The bias-corrected and accelerated interval, from resamples and an acceleration.
 *
 * <p>Source: Efron (1987), Better bootstrap confidence intervals, JASA 82. Departures: resamples
 * equal to the statistic count half to the bias correction, and a bias correction beyond the
 * resamples' resolution is held at it.
 */
final class BiasCorrected {

  private BiasCorrected() {}

  /**
   * @param value the statistic of the units as they are
   * @param resamples of the statistic; sorted by this call
   */
  static Interval interval(double value, double[] resamples, double acceleration, double level) {
    Arrays.sort(resamples);
    double below = 0;
    for (double resample : resamples) {
      below += resample < value ? 1 : resample == value ? .5 : 0;
    }
    double half = .5 / resamples.length;
    double share = Math.min(1 - half, Math.max(half, below / resamples.length));
    double bias = Levels.normalQuantile(share);
    double reach = Levels.z(level);
    return new Interval(
        Averages.quantile(resamples, corrected(bias, acceleration, bias - reach)),
        Averages.quantile(resamples, corrected(bias, acceleration, bias + reach)),
        level);
  }

  private static double corrected(double bias, double acceleration, double z) {
    return Levels.normal(bias + z / (1 - acceleration * z));
  }
}
