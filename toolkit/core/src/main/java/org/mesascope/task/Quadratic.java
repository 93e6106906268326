package org.mesascope.task;

import java.util.Arrays;

/**
 * f(θ) = ‖Wθ − y‖², started at 0.
 *
 * @param w row by row
 */
record Quadratic(int dimension, double[] w, double[] y) implements Task {

  @Override
  public double[] start() {
    return new double[dimension];
  }

  @Override
  public double lossAndGradient(double[] parameters, double[] gradient) {
    Arrays.fill(gradient, 0);
    double loss = 0;
    for (int i = 0; i < dimension; i++) {
      double residual = -y[i];
      for (int j = 0; j < dimension; j++) {
        residual += w[i * dimension + j] * parameters[j];
      }
      loss += residual * residual;
      for (int j = 0; j < dimension; j++) {
        gradient[j] += 2 * residual * w[i * dimension + j];
      }
    }
    return Diverged.settle(loss, gradient);
  }
}
