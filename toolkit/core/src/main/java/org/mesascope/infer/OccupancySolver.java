package org.mesascope.infer;

import java.util.Arrays;

/**
 * Solves (I − C)x = b for C = γP_π, a matrix of short rows whose sums are at most γ &lt; 1, and the
 * same system transposed: values of a policy one way, its occupancy the other.
 *
 * <p>BiCGSTAB (van der Vorst 1992), checked on the true residual; where it breaks down, plain
 * sweeps x ← b + Cx, which always contract (in the sup norm one way, in the 1-norm the other),
 * finish the work.
 */
final class OccupancySolver {

  private static final int KRYLOV_LIMIT = 2_000;

  private final int[] start;
  private final int[] index;
  private final double[] value;
  private final double contraction;
  private final int n;
  private final double[] r;
  private final double[] shadow;
  private final double[] p;
  private final double[] v;
  private final double[] t;

  OccupancySolver(int[] start, int[] index, double[] value, double contraction) {
    this.start = start;
    this.index = index;
    this.value = value;
    this.contraction = contraction;
    n = start.length - 1;
    r = new double[n];
    shadow = new double[n];
    p = new double[n];
    v = new double[n];
    t = new double[n];
  }

  /**
   * Improves x until the sup norm of b − (I − C)x is at most the tolerance.
   *
   * @throws ArithmeticException if that is not reached
   */
  void solve(double[] b, double[] x, double tolerance) {
    double goal = Math.max(tolerance, 4 * Math.ulp(1.0) * supNorm(b));
    double before = Double.POSITIVE_INFINITY;
    double size = residual(b, x);
    while (size > goal && size < .5 * before) {
      before = size;
      krylov(x, goal);
      size = residual(b, x);
    }
    if (!(size <= goal)) {
      sweep(b, x, goal);
    }
  }

  /** r = b − (I − C)x; its sup norm. */
  private double residual(double[] b, double[] x) {
    apply(x, r);
    double size = 0;
    for (int i = 0; i < n; i++) {
      r[i] = b[i] - r[i];
      size = Math.max(size, Math.abs(r[i]));
    }
    return size;
  }

  /** Improves x from the residual in r, until success or breakdown. */
  private void krylov(double[] x, double goal) {
    System.arraycopy(r, 0, shadow, 0, n);
    System.arraycopy(r, 0, p, 0, n);
    double rho = dot(shadow, r);
    for (int iteration = 0; iteration < KRYLOV_LIMIT; iteration++) {
      apply(p, v);
      double along = dot(shadow, v);
      double alpha = rho / along;
      if (!Double.isFinite(alpha)) {
        return;
      }
      for (int i = 0; i < n; i++) {
        r[i] -= alpha * v[i];
      }
      apply(r, t);
      double tt = dot(t, t);
      double omega = tt > 0 ? dot(t, r) / tt : 0;
      for (int i = 0; i < n; i++) {
        x[i] += alpha * p[i] + omega * r[i];
      }
      for (int i = 0; i < n; i++) {
        r[i] -= omega * t[i];
      }
      if (supNorm(r) <= .5 * goal) {
        return;
      }
      double next = dot(shadow, r);
      double beta = next / rho * (alpha / omega);
      if (!Double.isFinite(beta) || beta == 0) {
        return;
      }
      for (int i = 0; i < n; i++) {
        p[i] = r[i] + beta * (p[i] - omega * v[i]);
      }
      rho = next;
    }
  }

  private void sweep(double[] b, double[] x, double goal) {
    if (!Double.isFinite(supNorm(x))) {
      Arrays.fill(x, 0);
    }
    long limit = 1_000 + (long) (60 / Math.max(1e-9, 1 - contraction));
    double size = residual(b, x);
    for (long i = 0; i < limit && size > goal; i++) {
      for (int s = 0; s < n; s++) {
        x[s] += r[s];
      }
      size = residual(b, x);
    }
    if (!(size <= goal)) {
      throw new ArithmeticException(
          "the linear system of a policy expects a residual of at most %s, reached %s"
              .formatted(goal, size));
    }
  }

  /** y = (I − C)x. */
  private void apply(double[] x, double[] y) {
    for (int s = 0, j = start[0]; s < n; s++) {
      double sum = x[s];
      for (int end = start[s + 1]; j < end; j++) {
        sum -= value[j] * x[index[j]];
      }
      y[s] = sum;
    }
  }

  private double dot(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < n; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private double supNorm(double[] a) {
    double size = 0;
    for (int i = 0; i < n; i++) {
      size = Math.max(size, Math.abs(a[i]));
    }
    return size;
  }
}
