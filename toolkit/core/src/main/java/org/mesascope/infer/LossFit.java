package org.mesascope.infer;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.exception.TooManyIterationsException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.util.Pair;
import org.mesascope.task.RegressionLoss;

/**
 * The point of a form whose predictions are nearest to a learner's in the mean square.
 *
 * @param residuals answers less predictions
 * @param jacobian of the predictions, {@code [prompts][size]}
 */
record LossFit(double[] point, double[] residuals, double[][] jacobian) {

  private static final int ITERATIONS = 500;
  private static final double FAR = 1e3;
  private static final double[] STARTS = {1e-3, 1e-2, .1, 1, 10, 100};

  /**
   * Levenberg and Marquardt's method, to a relative 1e-10 of cost or point, from the best of a few
   * multiples of the identity.
   *
   * @throws ArithmeticException if that is not reached
   */
  static LossFit of(LossForm form, RegressionLoss.Fit fit, PromptAnswers data) {
    double[] answers = data.predictions();
    double unit = data.power();
    if (!(unit > 0)) {
      throw new IllegalArgumentException(
          "an implicit loss expects examples whose inputs are not all 0");
    }
    double[] start = form.start(1);
    double least = Double.POSITIVE_INFINITY;
    for (double share : STARTS) {
      double multiple = share * (fit == RegressionLoss.Fit.SQUARES ? unit : 1 / unit);
      LossFit tried = at(form, form.start(multiple), data, answers);
      if (tried.squares() < least) {
        least = tried.squares();
        start = tried.point;
      }
    }
    double far = FAR * (1 + Arrays.stream(answers).map(Math::abs).max().orElse(0));
    try {
      double[] best =
          new LevenbergMarquardtOptimizer()
              .optimize(
                  new LeastSquaresBuilder()
                      .start(start)
                      .target(answers)
                      .maxEvaluations(10 * ITERATIONS)
                      .maxIterations(ITERATIONS)
                      .model(point -> valued(form, point.toArray(), data, far))
                      .build())
              .getPoint()
              .toArray();
      return at(form, best, data, answers);
    } catch (TooManyEvaluationsException | TooManyIterationsException e) {
      throw new ArithmeticException(
          "no loss of this form was found in %d iterations: give more prompts, or another form"
              .formatted(ITERATIONS));
    }
  }

  /** Σ r². */
  double squares() {
    return Information.dot(residuals, residuals);
  }

  private static LossFit at(
      LossForm form, double[] point, PromptAnswers data, double[] answers) {
    double[][] jacobian = new double[data.size()][form.size()];
    double[] residuals = form.predict(point, data, jacobian);
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = answers[i] - residuals[i];
    }
    return new LossFit(point, residuals, jacobian);
  }

  /** The predictions at a point; far from any answer where the loss has no minimum. */
  private static Pair<org.apache.commons.math3.linear.RealVector, org.apache.commons.math3.linear.RealMatrix>
      valued(LossForm form, double[] point, PromptAnswers data, double far) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the fit of an implicit loss was interrupted");
    }
    double[][] jacobian = new double[data.size()][form.size()];
    double[] predictions;
    try {
      predictions = form.predict(point, data, jacobian);
    } catch (SingularMatrixException e) {
      predictions = new double[] {Double.NaN};
    }
    if (!Arrays.stream(predictions).allMatch(Double::isFinite)) {
      predictions = new double[data.size()];
      Arrays.fill(predictions, far);
      jacobian = new double[data.size()][form.size()];
    }
    return new Pair<>(
        new ArrayRealVector(predictions, false), new Array2DRowRealMatrix(jacobian, false));
  }
}
