package org.mesascope.infer;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.exception.TooManyIterationsException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.util.Pair;
import org.mesascope.task.RegressionLoss;

/**
 * The point of a form whose predictions are nearest to a learner's in the mean square.
 *
 * @param held which parameters were held where they stand
 * @param residuals answers less predictions
 * @param jacobian of the predictions, {@code [prompts][size]}; 0 for what was held
 */
record LossFit(double[] point, boolean[] held, double[] residuals, double[][] jacobian) {

  private static final int ITERATIONS = 500;
  private static final double FAR = 1e3;
  private static final double[] STARTS = {1e-3, 1e-2, .1, 1, 10, 100};

  /** From the best of a few multiples of the identity; see {@link #from}. */
  static LossFit of(LossForm form, RegressionLoss.Fit fit, PromptAnswers data) {
    double unit = data.power();
    if (!(unit > 0)) {
      throw new IllegalArgumentException(
          "an implicit loss expects examples whose inputs are not all 0");
    }
    boolean[] free = new boolean[form.size()];
    double[] start = form.start(1);
    double least = Double.POSITIVE_INFINITY;
    for (double share : STARTS) {
      double multiple = share * (fit == RegressionLoss.Fit.SQUARES ? unit : 1 / unit);
      LossFit tried = at(form, form.start(multiple), free, data);
      if (tried.squares() < least) {
        least = tried.squares();
        start = tried.point;
      }
    }
    return from(start, free, form, data);
  }

  /**
   * Levenberg and Marquardt's method, to a relative 1e-10 of cost or point.
   *
   * @param held parameters to leave as they are
   * @throws ArithmeticException if that is not reached
   */
  static LossFit from(double[] start, boolean[] held, LossForm form, PromptAnswers data) {
    int[] free = IntStream.range(0, held.length).filter(k -> !held[k]).toArray();
    if (free.length == 0) {
      return at(form, start, held, data);
    }
    double[] answers = data.predictions();
    double far = FAR * (1 + Arrays.stream(answers).map(Math::abs).max().orElse(0));
    try {
      double[] best =
          new LevenbergMarquardtOptimizer()
              .optimize(
                  new LeastSquaresBuilder()
                      .start(Arrays.stream(free).mapToDouble(k -> start[k]).toArray())
                      .target(answers)
                      .maxEvaluations(10 * ITERATIONS)
                      .maxIterations(ITERATIONS)
                      .model(
                          point ->
                              valued(form, placed(start, free, point.toArray()), free, data, far))
                      .build())
              .getPoint()
              .toArray();
      return at(form, placed(start, free, best), held, data);
    } catch (TooManyEvaluationsException | TooManyIterationsException e) {
      throw new ArithmeticException(
          "no loss of this form was found in %d iterations: give more prompts, or another form"
              .formatted(ITERATIONS));
    }
  }

  private static double[] placed(double[] all, int[] free, double[] values) {
    double[] point = all.clone();
    for (int i = 0; i < free.length; i++) {
      point[free[i]] = values[i];
    }
    return point;
  }

  /** Σ r². */
  double squares() {
    return Information.dot(residuals, residuals);
  }

  private static LossFit at(LossForm form, double[] point, boolean[] held, PromptAnswers data) {
    double[][] jacobian = new double[data.size()][form.size()];
    double[] residuals = form.predict(point, data, jacobian);
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = data.steps().get(i).prediction() - residuals[i];
      for (int k = 0; k < held.length; k++) {
        jacobian[i][k] = held[k] ? 0 : jacobian[i][k];
      }
    }
    return new LossFit(point, held, residuals, jacobian);
  }

  /** The predictions at a point; far from any answer where the loss has no minimum. */
  private static Pair<RealVector, RealMatrix> valued(
      LossForm form, double[] point, int[] free, PromptAnswers data, double far) {
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
    RealMatrix slopes = new Array2DRowRealMatrix(data.size(), free.length);
    if (Arrays.stream(predictions).allMatch(Double::isFinite)) {
      for (int i = 0; i < predictions.length; i++) {
        for (int k = 0; k < free.length; k++) {
          slopes.setEntry(i, k, jacobian[i][free[k]]);
        }
      }
    } else {
      predictions = new double[data.size()];
      Arrays.fill(predictions, far);
    }
    return new Pair<>(new ArrayRealVector(predictions, false), slopes);
  }
}
