package org.mesascope.infer;

import smile.math.BFGS;
import smile.math.DifferentiableMultivariateFunction;

/** Fits with too many parameters for an information matrix, by Smile's L-BFGS. */
final class LimitedMemory {

  private static final int MEMORY = 20;
  private static final int ITERATIONS = 2_000;
  private static final int RESTARTS = 10;

  private LimitedMemory() {}

  /**
   * Maximises a log-likelihood less ½λ‖θ‖² from 0.
   *
   * @throws ArithmeticException if the gradient's tolerance, per unit of weight, is not reached
   */
  static NewtonAscent.Result maximise(
      Likelihood likelihood, int size, double penalty, double tolerance) {
    Descent descent = new Descent(likelihood, penalty);
    double[] point = new double[size];
    double[] gradient = new double[size];
    double value = descent.g(point, gradient);
    for (int i = 0; i < RESTARTS && NewtonAscent.supNorm(gradient) > tolerance; i++) {
      BFGS.minimize(descent, MEMORY, point, tolerance / 10, ITERATIONS);
      value = descent.g(point, gradient);
    }
    double norm = NewtonAscent.supNorm(gradient);
    if (!(norm <= tolerance)) {
      throw new ArithmeticException(
          "L-BFGS expects a gradient of at most %s a choice and reached %s: loosen the tolerance or add a penalty"
              .formatted(tolerance, norm));
    }
    double bare = -value * likelihood.weight() + .5 * penalty * Information.dot(point, point);
    return new NewtonAscent.Result(point, bare, norm, false);
  }

  /** The negative, per unit of weight. */
  private record Descent(Likelihood likelihood, double penalty)
      implements DifferentiableMultivariateFunction {

    private static final long serialVersionUID = 1L;

    @Override
    public double g(double[] x, double[] gradient) {
      double value = likelihood.value(x, gradient) - .5 * penalty * Information.dot(x, x);
      for (int k = 0; k < x.length; k++) {
        gradient[k] = (penalty * x[k] - gradient[k]) / likelihood.weight();
      }
      return -value / likelihood.weight();
    }

    @Override
    public double f(double[] x) {
      return g(x, new double[x.length]);
    }
  }
}
