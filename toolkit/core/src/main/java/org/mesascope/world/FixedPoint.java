package org.mesascope.world;

import java.util.function.DoubleSupplier;

/**
 * Sweeps of a γ-contraction in place, until the error left is below a stated tolerance.
 *
 * <p>After a sweep that changed no value by more than δ, the error is at most δ γ / (1 − γ). The
 * tolerance is 1e-12 of the largest value (of 1, if that is more), or what rounding allows near γ =
 * 1: 8 · 2⁻⁵² / (1 − γ).
 */
final class FixedPoint {

  private FixedPoint() {}

  /**
   * Sweeps until converged.
   *
   * @param sweep updates {@code values} in place and returns the largest change
   * @return how many sweeps it took
   * @throws IllegalArgumentException if the discount is 1
   * @throws IllegalStateException if the tolerance is not reached in as many sweeps as a
   *     contraction can need, or values overflow
   */
  static int reach(String what, double discount, double[] values, DoubleSupplier sweep) {
    requireDiscounting(what, discount);
    double tolerance = tolerance(discount);
    int most =
        100 + (int) Math.min(1e8, 4 * Math.log(tolerance * (1 - discount)) / Math.log(discount));
    double error = Double.NaN;
    for (int sweeps = 1; sweeps <= most; sweeps++) {
      double scale = 1;
      error = sweep.getAsDouble() * discount / (1 - discount);
      for (double value : values) {
        scale = Math.max(scale, Math.abs(value));
      }
      if (!Double.isFinite(scale) || !Double.isFinite(error)) {
        throw Backup.overflow();
      }
      if (error <= tolerance * scale) {
        return sweeps;
      }
    }
    throw new IllegalStateException(
        "%s expected an error of at most %s of the largest value after %d sweeps, got %s"
            .formatted(what, tolerance, most, error));
  }

  static double tolerance(double discount) {
    return Math.max(1e-12, 8 * Math.ulp(1.0) / (1 - discount));
  }

  static void requireDiscounting(String what, double discount) {
    if (!(discount < 1)) {
      throw new IllegalArgumentException(
          what
              + " over an infinite horizon expects a discount below 1, got "
              + discount
              + ": set one (withDiscount), or give a number of steps");
    }
  }
}
