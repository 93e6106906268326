package org.mesascope.task;

/**
 * One drawn augmentation: θ = Aφ and a factor of the loss.
 *
 * @param matrix A row by row, or its diagonal
 * @param diagonal whether {@code matrix} is a diagonal alone
 * @param factor c
 */
record Change(int dimension, double[] matrix, boolean diagonal, double factor) {

  private static final double[] NONE = {};

  static Change of(Augmentation by, double[] drawn) {
    if (by instanceof Augmentation.LossScale) {
      return new Change(0, NONE, true, drawn[0]);
    }
    if (by instanceof Augmentation.ParameterScale) {
      return new Change(drawn.length, drawn, true, 1);
    }
    return new Change((int) Math.round(Math.sqrt(drawn.length)), drawn, false, 1);
  }

  /** Whether A is the identity. */
  boolean keepsParameters() {
    return dimension == 0;
  }

  /** θ = Aφ. */
  double[] inward(double[] phi) {
    double[] theta = phi.clone();
    for (int i = 0; i < dimension; i++) {
      theta[i] = diagonal ? matrix[i] * phi[i] : Sums.dot(matrix, i * dimension, phi, 0, dimension);
    }
    return theta;
  }

  /** φ = A⁻¹θ; a rotation's inverse is its transpose. */
  double[] outward(double[] theta) {
    if (diagonal) {
      double[] phi = theta.clone();
      for (int i = 0; i < dimension; i++) {
        phi[i] /= matrix[i];
      }
      return phi;
    }
    return transposed(theta);
  }

  /** c Aᵀg, written over g. */
  void backward(double[] gradient) {
    if (!diagonal) {
      System.arraycopy(transposed(gradient), 0, gradient, 0, dimension);
    } else {
      for (int i = 0; i < dimension; i++) {
        gradient[i] *= matrix[i];
      }
    }
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= factor;
    }
  }

  private double[] transposed(double[] vector) {
    double[] result = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      Sums.add(vector[i], matrix, i * dimension, result, 0, dimension);
    }
    return result;
  }
}
