package org.mesascope.stats;

import java.util.Arrays;

/** Centres of a sample of finite numbers, and Student's interval of its mean. */
public final class Averages {

  private Averages() {}

  public static double mean(double[] values) {
    double sum = 0;
    for (double value : checked(values)) {
      sum += value;
    }
    return sum / values.length;
  }

  /** The middle value, or the mean of the two in the middle. */
  public static double median(double[] values) {
    double[] sorted = checked(values).clone();
    Arrays.sort(sorted);
    return quantile(sorted, .5);
  }

  /**
   * The exponential of the mean logarithm.
   *
   * @param values positive
   */
  public static double geometricMean(double[] values) {
    double sum = 0;
    for (double value : checked(values)) {
      if (value <= 0) {
        throw new IllegalArgumentException(
            "a geometric mean expects positive values, got " + value);
      }
      sum += Math.log(value);
    }
    return Math.exp(sum / values.length);
  }

  /**
   * The mean of the middle half: a quarter of the values, rounded down, is cut at each end. Agarwal
   * et al. (2021), Deep reinforcement learning at the edge of the statistical precipice.
   */
  public static double interquartileMean(double[] values) {
    double[] sorted = checked(values).clone();
    Arrays.sort(sorted);
    int cut = sorted.length / 4;
    return mean(Arrays.copyOfRange(sorted, cut, sorted.length - cut));
  }

  /** The sample standard deviation, of at least 2 values. */
  public static double standardDeviation(double[] values) {
    if (values.length < 2) {
      throw new IllegalArgumentException(
          "a standard deviation expects at least 2 values, got " + values.length);
    }
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }

  /** Student's interval of the mean of at least 2 independent values. */
  public static Interval studentInterval(double[] values, double level) {
    double error = standardDeviation(values) / Math.sqrt(values.length);
    double reach = Levels.t(level, values.length - 1) * error;
    double mean = mean(values);
    return new Interval(mean - reach, mean + reach, level);
  }

  /** The quantile of sorted values, linear between them (type 7 of Hyndman and Fan 1996). */
  public static double quantile(double[] sorted, double p) {
    double place = p * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private static double[] checked(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("an average expects at least one value, got none");
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "an average expects finite values, got %s at index %d".formatted(values[i], i));
      }
    }
    return values;
  }
}
