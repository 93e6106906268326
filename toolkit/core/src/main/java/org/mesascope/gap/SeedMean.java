package org.mesascope.gap;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Seed;
import smile.stat.distribution.GaussianDistribution;

/**
 * The mean of one number a system, with the interval that the systems allow: bias-corrected and
 * accelerated bootstrap (Efron 1987) over systems, 10,000 resamples, 95 %.
 */
final class SeedMean {

  static final double LEVEL = .95;
  private static final int RESAMPLES = 10_000;
  private static final GaussianDistribution NORMAL = GaussianDistribution.getInstance();

  private SeedMean() {}

  /** No interval for one system, and none where all systems agree to the last bit. */
  static Estimate of(String name, double[] values, Seed seed) {
    if (values.length == 1) {
      return new Estimate(name, values[0], null, 1, "one system: no interval", "");
    }
    if (Arrays.stream(values).allMatch(value -> value == values[0])) {
      return Estimate.exact(name, values[0], "the same for every seed");
    }
    return Estimate.of(
        name,
        mean(values),
        interval(values, seed, RESAMPLES),
        values.length,
        "mean over seeds, BCa bootstrap");
  }

  static Interval interval(double[] values, Seed seed, int resamples) {
    double mean = mean(values);
    double[] means = resample(values, seed, resamples);
    double below = 0;
    for (double m : means) {
      below += m < mean ? 1 : m == mean ? .5 : 0;
    }
    double share = Math.max(.5, Math.min(resamples - .5, below)) / resamples;
    double bias = NORMAL.quantile(share);
    double acceleration = acceleration(values, mean);
    double z = NORMAL.quantile(.5 + LEVEL / 2);
    return new Interval(
        quantile(means, corrected(bias, acceleration, -z)),
        quantile(means, corrected(bias, acceleration, z)),
        LEVEL);
  }

  /** The means of resamples, ascending. */
  private static double[] resample(double[] values, Seed seed, int resamples) {
    RandomGenerator random = seed.random();
    double[] means = new double[resamples];
    for (int b = 0; b < resamples; b++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[random.nextInt(values.length)];
      }
      means[b] = sum / values.length;
    }
    Arrays.sort(means);
    return means;
  }

  /** The jackknife's acceleration; for a mean, a sixth of the skewness over √n. */
  private static double acceleration(double[] values, double mean) {
    double squares = 0;
    double cubes = 0;
    for (double value : values) {
      double d = value - mean;
      squares += d * d;
      cubes += d * d * d;
    }
    return squares == 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
  }

  private static double corrected(double bias, double acceleration, double z) {
    double shifted = bias + z;
    return NORMAL.cdf(bias + shifted / (1 - acceleration * shifted));
  }

  private static double quantile(double[] ascending, double p) {
    double at = p * (ascending.length - 1);
    int low = (int) Math.floor(at);
    int high = Math.min(ascending.length - 1, low + 1);
    return ascending[low] + (at - low) * (ascending[high] - ascending[low]);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
