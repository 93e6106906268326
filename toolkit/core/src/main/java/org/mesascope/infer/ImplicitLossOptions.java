package org.mesascope.infer;

import org.mesascope.task.RegressionLoss;

/**
 * Which loss is fitted to a learner's predictions, and how.
 *
 * @param fit squares for ridge regression and its kin, linearised for one gradient step
 * @param shape what is free in the penalty, or in the preconditioner of a step
 * @param mean whether the penalty pulls to a mean that is fitted, or to 0
 * @param resolution to what share of their root mean square predictions are read; above 0, below 1
 * @param level coverage that intervals aim at, in (0, 1)
 */
public record ImplicitLossOptions(
    RegressionLoss.Fit fit, Shape shape, boolean mean, double resolution, double level) {

  /** What is free in a matrix. */
  public enum Shape {
    /** A multiple of the identity. */
    SCALAR,
    /** A diagonal. */
    DIAGONAL,
    /** A symmetric matrix. */
    FULL
  }

  /** Fails on a resolution or level out of range. */
  public ImplicitLossOptions {
    if (!(resolution > 0 && resolution < 1) || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "ImplicitLossOptions expect a resolution and a level in (0, 1), got %s and %s"
              .formatted(resolution, level));
    }
  }

  /** Ridge regression with one λ about 0; predictions read to a thousandth; 95 %. */
  public static ImplicitLossOptions defaults() {
    return new ImplicitLossOptions(RegressionLoss.Fit.SQUARES, Shape.SCALAR, false, 1e-3, .95);
  }

  /** One gradient step in place of a minimum. */
  public ImplicitLossOptions withGradientStep() {
    return new ImplicitLossOptions(RegressionLoss.Fit.LINEARISED, shape, mean, resolution, level);
  }

  public ImplicitLossOptions withShape(Shape other) {
    return new ImplicitLossOptions(fit, other, mean, resolution, level);
  }

  /** With the mean of the prior fitted, too. */
  public ImplicitLossOptions withMean() {
    return new ImplicitLossOptions(fit, shape, true, resolution, level);
  }

  public ImplicitLossOptions withResolution(double share) {
    return new ImplicitLossOptions(fit, shape, mean, share, level);
  }

  public ImplicitLossOptions withLevel(double coverage) {
    return new ImplicitLossOptions(fit, shape, mean, resolution, coverage);
  }
}
