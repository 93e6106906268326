package org.mesascope.optimizer;

/** min ½ zᵀGz − cᵀz + penalty · ‖z‖₁, one coordinate at a time (Wu and Lange 2008). */
final class CoordinateDescent {

  private static final int SWEEPS = 100_000;
  private static final double TOLERANCE = 1e-9;

  private CoordinateDescent() {}

  /**
   * @param gram G, positive semidefinite with a positive diagonal
   */
  static double[] solve(double[] gram, double[] c, double penalty) {
    int n = c.length;
    double[] z = new double[n];
    double[] rest = c.clone();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      double broken = 0;
      for (int j = 0; j < n; j++) {
        broken = Math.max(broken, broken(z[j], rest[j], penalty));
        double diagonal = gram[j * n + j];
        double next = shrink(rest[j] + diagonal * z[j], penalty) / diagonal;
        double change = next - z[j];
        if (change != 0) {
          for (int k = 0; k < n; k++) {
            rest[k] -= gram[j * n + k] * change;
          }
          z[j] = next;
        }
      }
      if (broken <= TOLERANCE * penalty && broken(z, rest, penalty) <= TOLERANCE * penalty) {
        return z;
      }
    }
    throw new ArithmeticException(
        "a sparse code expects its optimality conditions within %s of the penalty, got %s after %d"
                .formatted(TOLERANCE, broken(z, rest, penalty) / penalty, SWEEPS)
            + " sweeps");
  }

  /** By how much the worst optimality condition fails, where rest = c − Gz. */
  private static double broken(double[] z, double[] rest, double penalty) {
    double worst = 0;
    for (int j = 0; j < z.length; j++) {
      worst = Math.max(worst, broken(z[j], rest[j], penalty));
    }
    return worst;
  }

  private static double broken(double z, double rest, double penalty) {
    return z == 0
        ? Math.max(0, Math.abs(rest) - penalty)
        : Math.abs(rest - Math.copySign(penalty, z));
  }

  private static double shrink(double value, double by) {
    return Math.copySign(Math.max(0, Math.abs(value) - by), value);
  }
}
