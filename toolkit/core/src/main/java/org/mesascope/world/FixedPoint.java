package org.mesascope.world;

import java.util.concurrent.CancellationException;
import java.util.function.IntToDoubleFunction;

/**
 * The fixed point of a monotone γ-contraction of the values of states, by sweeps, until the error
 * left is below a stated tolerance.
 *
 * <p>When a sweep changes values by amounts in [low, high], the fixed point lies between value +
 * low · γ / (1 − γ) and value + high · γ / (1 − γ) (MacQueen 1966; Porteus 1971; Puterman 1994,
 * section 6.6.3, with low ≤ 0 ≤ high where there are terminal states, which never change). So a
 * change that is alike everywhere is summed in closed form, and only its spread needs further
 * sweeps. The tolerance is 1e-12 of the largest value (of 1, if that is more), or what rounding
 * allows near γ = 1: 8 · 2⁻⁵² / (1 − γ).
 */
final class FixedPoint {

  private FixedPoint() {}

  /**
   * Sweeps from 0 until converged.
   *
   * @param what names the work in errors
   * @param values one a state, all 0; updated in place
   * @param backup the next value of a state, read from {@code values}
   * @throws IllegalArgumentException if the discount is 1
   * @throws IllegalStateException if the tolerance is not reached in as many sweeps as a
   *     contraction can need, or values overflow
   */
  static void reach(String what, double discount, double[] values, IntToDoubleFunction backup) {
    requireDiscounting(what, discount);
    double sum = discount / (1 - discount);
    double tolerance = Math.max(1e-12, 8 * Math.ulp(1.0) / (1 - discount));
    double enough = 100 + 4 * Math.log(tolerance * (1 - discount)) / Math.log(discount);
    double[] next = new double[values.length];
    double error = Double.NaN;
    for (int sweep = 0; sweep < enough; sweep++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException(what + " was interrupted in sweep " + sweep);
      }
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      double scale = 1;
      for (int s = 0; s < values.length; s++) {
        next[s] = backup.applyAsDouble(s);
        low = Math.min(low, next[s] - values[s]);
        high = Math.max(high, next[s] - values[s]);
        scale = Math.max(scale, Math.abs(next[s]));
      }
      System.arraycopy(next, 0, values, 0, values.length);
      error = sum * (high - low) / 2;
      if (!Double.isFinite(scale) || !Double.isFinite(error)) {
        throw Backup.overflow();
      }
      if (error <= tolerance * scale) {
        finish(values, sum * (high + low) / 2, next, backup);
        return;
      }
    }
    throw new IllegalStateException(
        "%s expected an error of at most %s of the largest value after %.0f sweeps, got %s"
            .formatted(what, tolerance, enough, error));
  }

  /** Adds what all values still lack, and sweeps once more: terminal states are 0 again. */
  private static void finish(
      double[] values, double shift, double[] next, IntToDoubleFunction backup) {
    for (int s = 0; s < values.length; s++) {
      values[s] += shift;
    }
    for (int s = 0; s < values.length; s++) {
      next[s] = backup.applyAsDouble(s);
    }
    System.arraycopy(next, 0, values, 0, values.length);
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
