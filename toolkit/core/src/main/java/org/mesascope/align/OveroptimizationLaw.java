package org.mesascope.align;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * How the gain in the true objective goes with the distance d = √KL that optimization of a proxy
 * has covered (Gao, Schulman and Hilton 2023), fitted by least squares.
 *
 * @param form which law
 * @param alpha gain per distance at the start
 * @param beta how fast it is lost
 * @param squares the sum of squared residuals
 */
public record OveroptimizationLaw(Form form, double alpha, double beta, double squares) {

  /** What was optimized how. */
  public enum Form {
    /** d(α − βd). */
    BEST_OF_N,
    /** d(α − β ln d). */
    REINFORCEMENT
  }

  /** d(α − βd). */
  public static OveroptimizationLaw bestOfN(double[] distance, double[] gain) {
    return fit(Form.BEST_OF_N, distance, gain, d -> d * d);
  }

  /** d(α − β ln d). */
  public static OveroptimizationLaw reinforcement(double[] distance, double[] gain) {
    return fit(Form.REINFORCEMENT, distance, gain, d -> d * Math.log(d));
  }

  /**
   * The distance beyond which more optimization costs, not above 0 where it costs from the start;
   * empty where β is not above 0, so that the law has no highest point.
   */
  public OptionalDouble peak() {
    if (!(beta > 0)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        form == Form.BEST_OF_N ? alpha / (2 * beta) : Math.exp(alpha / beta - 1));
  }

  /** gain = α d − β g(d). */
  private static OveroptimizationLaw fit(
      Form form, double[] distance, double[] gain, DoubleUnaryOperator g) {
    if (distance.length != gain.length || distance.length < 2) {
      throw new IllegalArgumentException(
          "a law expects at least 2 distances and a gain for each, got %d and %d"
              .formatted(distance.length, gain.length));
    }
    double[] sums = new double[5];
    for (int i = 0; i < gain.length; i++) {
      double d = distance[i];
      if (!(d > 0) || !Double.isFinite(d) || !Double.isFinite(gain[i])) {
        throw new IllegalArgumentException(
            "a law expects finite distances above 0 and finite gains, got %s and %s at index %d"
                .formatted(d, gain[i], i));
      }
      double h = -g.applyAsDouble(d);
      sums[0] += d * d;
      sums[1] += d * h;
      sums[2] += h * h;
      sums[3] += d * gain[i];
      sums[4] += h * gain[i];
    }
    double determinant = sums[0] * sums[2] - sums[1] * sums[1];
    if (!(determinant > 1e-12 * sums[0] * sums[2])) {
      throw new IllegalArgumentException(
          "α and β are not identifiable: the distances expect at least 2 different ones");
    }
    double alpha = (sums[2] * sums[3] - sums[1] * sums[4]) / determinant;
    double beta = (sums[0] * sums[4] - sums[1] * sums[3]) / determinant;
    double squares = 0;
    for (int i = 0; i < gain.length; i++) {
      double rest = gain[i] - alpha * distance[i] + beta * g.applyAsDouble(distance[i]);
      squares += rest * rest;
    }
    return new OveroptimizationLaw(form, alpha, beta, squares);
  }
}
