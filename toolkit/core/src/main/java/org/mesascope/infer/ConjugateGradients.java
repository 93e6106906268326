package org.mesascope.infer;

import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

/**
 * Solves Mx = b for a symmetric positive semidefinite M that is known by its products (Hestenes and
 * Stiefel 1952), with a diagonal preconditioner.
 */
final class ConjugateGradients {

  private static final double NOTHING = 1e-14;

  private ConjugateGradients() {}

  /**
   * Starts from 0 and ends when the residual, in units of the diagonal, is at most a share of what
   * it was, after a number of products, or where M has nothing more to say.
   *
   * @param diagonal of M, or of something near it; entries of next to nothing count as 1e-14 of the
   *     largest
   * @throws CancellationException if the thread was interrupted
   */
  static double[] solve(
      UnaryOperator<double[]> matrix, double[] diagonal, double[] b, double share, int limit) {
    int size = b.length;
    double least = NOTHING * NewtonAscent.supNorm(diagonal);
    double[] x = new double[size];
    double[] residual = b.clone();
    double[] scaled = new double[size];
    double[] direction = new double[size];
    double left = 0;
    double goal = 0;
    for (int i = 0; i < limit; i++) {
      double before = left;
      for (int k = 0; k < size; k++) {
        scaled[k] = residual[k] / Math.max(diagonal[k], least);
      }
      left = Information.dot(residual, scaled);
      goal = i == 0 ? share * share * left : goal;
      if (!(left > goal)) {
        break;
      }
      double again = i == 0 ? 0 : left / before;
      for (int k = 0; k < size; k++) {
        direction[k] = scaled[k] + again * direction[k];
      }
      double[] image = matrix.apply(direction);
      double curvature = Information.dot(direction, image);
      if (!(curvature > 0)) {
        break;
      }
      double length = left / curvature;
      for (int k = 0; k < size; k++) {
        x[k] += length * direction[k];
        residual[k] -= length * image[k];
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("conjugate gradients were interrupted in product " + i);
      }
    }
    return x;
  }
}
