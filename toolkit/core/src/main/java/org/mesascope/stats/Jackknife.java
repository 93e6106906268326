package org.mesascope.stats;

import java.util.function.IntToDoubleFunction;

/**
 * A smooth statistic of independent units with Student's interval and test around it, from what the
 * statistic is without each unit.
 *
 * <p>Source: Efron and Tibshirani (1993), An introduction to the bootstrap, chapter 11: the
 * variance is (n − 1)/n Σ (θ₍ᵢ₎ − θ̄)². Known critique: wrong for statistics that are not smooth,
 * such as a median; use {@link Bootstrap} there. Cost: n calls of the statistic.
 *
 * @param value of all units
 * @param error its standard error
 * @param degreesOfFreedom of the t distribution it is compared with, at least 1
 */
public record Jackknife(double value, double error, int degreesOfFreedom) {

  public Jackknife {
    if (!Double.isFinite(value) || !(error >= 0) || degreesOfFreedom < 1) {
      throw new IllegalArgumentException(
          "a jackknife expects a finite value, an error of at least 0 and 1 degree of freedom,"
              + " got %s, %s and %d".formatted(value, error, degreesOfFreedom));
    }
  }

  /**
   * Leaves each unit out once.
   *
   * @param value the statistic of all units
   * @param n how many units, at least 2
   * @param without the statistic without the unit of that number, finite
   * @param degreesOfFreedom n − 1 for one sample; for two, the smaller one less 1
   */
  public static Jackknife of(
      double value, int n, IntToDoubleFunction without, int degreesOfFreedom) {
    if (n < 2) {
      throw new IllegalArgumentException("a jackknife expects at least 2 units, got " + n);
    }
    double[] left = new double[n];
    for (int i = 0; i < n; i++) {
      left[i] = without.applyAsDouble(i);
    }
    double mean = Averages.mean(left);
    double squares = 0;
    for (double one : left) {
      squares += (one - mean) * (one - mean);
    }
    return new Jackknife(value, Math.sqrt(squares * (n - 1) / n), degreesOfFreedom);
  }

  /** Student's interval. */
  public Interval interval(double level) {
    double reach = Levels.t(level, degreesOfFreedom) * error;
    return new Interval(value - reach, value + reach, level);
  }

  /**
   * The two-sided p-value of a true value of 0, never below 2^(−degrees of freedom): what units
   * that all say the same can tell at most, as in {@link SignFlips}.
   */
  public double p() {
    if (value == 0) {
      return 1;
    }
    double least = Math.pow(2, -degreesOfFreedom);
    return error == 0 ? least : Math.max(least, Levels.twoSided(value / error, degreesOfFreedom));
  }
}
