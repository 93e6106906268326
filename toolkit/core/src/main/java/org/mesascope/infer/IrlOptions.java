package org.mesascope.infer;

/**
 * How inverse reinforcement learning fits.
 *
 * @param penalty λ of ½λ‖θ‖², at least 0
 * @param tolerance largest entry of the gradient, per choice and in units of the information, at
 *     which a fit has converged
 * @param iterations most Newton steps
 * @param level coverage that intervals aim at, in (0, 1)
 * @param gaps whether steps may be missing inside a trace: each step seen counts for itself
 */
public record IrlOptions(
    double penalty, double tolerance, int iterations, double level, boolean gaps) {

  public IrlOptions {
    require(penalty >= 0 && Double.isFinite(penalty), "a penalty of at least 0", penalty);
    require(tolerance > 0 && tolerance < 1, "a tolerance in (0, 1)", tolerance);
    require(iterations > 0, "at least 1 iteration", iterations);
    require(level > 0 && level < 1, "a level in (0, 1)", level);
  }

  /** No penalty, 1e-9 a choice, 500 steps, 95 % intervals, no gaps. */
  public static IrlOptions defaults() {
    return new IrlOptions(0, 1e-9, 500, .95, false);
  }

  public IrlOptions withPenalty(double lambda) {
    return new IrlOptions(lambda, tolerance, iterations, level, gaps);
  }

  public IrlOptions withTolerance(double perChoice) {
    return new IrlOptions(penalty, perChoice, iterations, level, gaps);
  }

  public IrlOptions withIterations(int most) {
    return new IrlOptions(penalty, tolerance, most, level, gaps);
  }

  public IrlOptions withLevel(double coverage) {
    return new IrlOptions(penalty, tolerance, iterations, coverage, gaps);
  }

  public IrlOptions withGaps(boolean allowed) {
    return new IrlOptions(penalty, tolerance, iterations, level, allowed);
  }

  private static void require(boolean condition, String expected, Object got) {
    if (!condition) {
      throw new IllegalArgumentException("IrlOptions expect " + expected + ", got " + got);
    }
  }
}
