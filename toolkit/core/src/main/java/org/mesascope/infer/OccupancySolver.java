package org.mesascope.infer;

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
  private static final double ROUNDING = 16 * Math.ulp(1.0);

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
  private final double[] kept;

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
    kept = new double[n];
  }

  /**
   * Improves x until the sup norm of b − (I − C)x is at most the tolerance, or 16 · 2⁻⁵² of the
   * largest entries of b and x where that is more: smaller residuals are rounding.
   *
   * @throws ArithmeticException if that is not reached
   */
  void solve(double[] b, double[] x, double tolerance) {
    double size = residual(b, x);
    double before = Double.POSITIVE_INFINITY;
    while (size > goal(b, x, tolerance) && size < .5 * before) {
      before = size;
      System.arraycopy(x, 0, kept, 0, n);
      krylov(x, goal(b, x, tolerance));
      size = residual(b, x);
      if (!(size < before)) {
        System.arraycopy(kept, 0, x, 0, n);
      }
    }
    if (!(size <= goal(b, x, tolerance))) {
      sweep(b, x, tolerance);
    }
  }

  /** The tolerance, or where that is more, what rounding leaves in a residual. */
  private double goal(double[] b, double[] x, double tolerance) {
    return Math.max(tolerance, ROUNDING * (supNorm(b) + supNorm(x)));
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

  private void sweep(double[] b, double[] x, double tolerance) {
    long limit = 1_000 + (long) (60 / Math.max(1e-9, 1 - contraction));
    double size = residual(b, x);
    for (long i = 0; i < limit && size > goal(b, x, tolerance); i++) {
      for (int s = 0; s < n; s++) {
        x[s] += r[s];
      }
      size = residual(b, x);
    }
    if (!(size <= goal(b, x, tolerance))) {
      throw new ArithmeticException(
          "the linear system of a policy expects a residual of at most %s, reached %s"
              .formatted(goal(b, x, tolerance), size));
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
