package org.mesascope.incontext;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.exception.TooManyIterationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.mesascope.task.Prompts;

/** Finds the member of a family that predicts most like a model. */
final class RivalFit {

  private static final double DECADES = 6;
  private static final int GRID = 24;
  private static final int EVALUATIONS = 4_000;
  private static final double RELATIVE = 1e-6;
  private static final double ABSOLUTE = 1e-13;

  private RivalFit() {}

  /** The mean squared difference of predictions; +∞ where an algorithm diverges. */
  static double miss(InContextModel model, Prompts prompts, double[] predictions) {
    double[] own = model.predict(prompts);
    double sum = 0;
    for (int p = 0; p < own.length; p++) {
      sum += (own[p] - predictions[p]) * (own[p] - predictions[p]);
    }
    return Double.isFinite(sum) ? sum / own.length : Double.MAX_VALUE;
  }

  /** The mean squared norm of a prompt's inputs, per dimension: N times the variance. */
  static double power(Prompts prompts) {
    return prompts.context() * variance(prompts);
  }

  /** The mean square of an input's coordinate. */
  static double variance(Prompts prompts) {
    double square = Arrays.stream(prompts.inputs()).map(x -> x * x).average().orElse(0);
    if (!(square > 0)) {
      throw new IllegalArgumentException("prompts expect inputs that are not all 0");
    }
    return square;
  }

  /** The best value within six decades about a typical one: a grid, then Brent's method. */
  static double scale(double typical, DoubleUnaryOperator loss) {
    double best = 0;
    double least = Double.POSITIVE_INFINITY;
    double step = 2 * DECADES / GRID;
    for (int i = 0; i <= GRID; i++) {
      double at = -DECADES + i * step;
      double value = loss.applyAsDouble(typical * Math.pow(10, at));
      if (value < least) {
        least = value;
        best = at;
      }
    }
    double found =
        new BrentOptimizer(1e-8, 1e-10)
            .optimize(
                new MaxEval(EVALUATIONS),
                GoalType.MINIMIZE,
                new UnivariateObjectiveFunction(
                    at -> loss.applyAsDouble(typical * Math.pow(10, at))),
                new SearchInterval(best - step, best + step, best))
            .getPoint();
    return typical * Math.pow(10, found);
  }

  /**
   * The best of what Nelder and Mead's method finds from several starts, to a relative 1e-6 of the
   * loss or an absolute 1e-13.
   *
   * @throws ArithmeticException if that is not reached
   */
  static double[] minimise(ToDoubleFunction<double[]> loss, double[]... starts) {
    try {
      return best(loss, starts);
    } catch (TooManyEvaluationsException | TooManyIterationsException e) {
      throw new ArithmeticException(
          "a rival was not fitted in %d evaluations: give more prompts to fit on"
              .formatted(EVALUATIONS));
    }
  }

  private static double[] best(ToDoubleFunction<double[]> loss, double[]... starts) {
    PointValuePair best = null;
    for (double[] start : starts) {
      double[] steps =
          Arrays.stream(start).map(x -> x == 0 ? .1 : .3 * Math.abs(x) + 1e-3).toArray();
      PointValuePair found =
          new SimplexOptimizer(new SimpleValueChecker(RELATIVE, ABSOLUTE))
              .optimize(
                  new MaxEval(EVALUATIONS),
                  new MaxIter(EVALUATIONS),
                  GoalType.MINIMIZE,
                  new ObjectiveFunction(loss::applyAsDouble),
                  new InitialGuess(start),
                  new NelderMeadSimplex(steps));
      if (best == null || found.getValue() < best.getValue()) {
        best = found;
      }
    }
    if (best == null) {
      throw new IllegalArgumentException("a fit expects at least one start, got none");
    }
    return best.getPoint();
  }
}
