package org.mesascope.infer;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * Maximises a log-likelihood less ½λ‖θ‖² by Fisher scoring with Levenberg's damping and step
 * halving.
 *
 * <p>Directions that the data cannot tell have no gradient, so that from 0 it finds a maximum of
 * least norm, up to rounding. While steps contract fast, the information is used again.
 *
 * <p>Where the choices follow some direction without exception the likelihood has no maximum: it
 * rises for ever while the information along that direction dies. Such an end is no estimate; the
 * result says so.
 */
final class NewtonAscent {

  /**
   * Where the ascent ended.
   *
   * @param point the parameters
   * @param value log-likelihood, without the penalty
   * @param gradient sup norm of the penalised gradient over the weight of the choices
   * @param unbounded whether the likelihood rises for ever along some direction
   */
  record Result(double[] point, double value, double gradient, boolean unbounded) {}

  private static final double REUSE = .1;
  private static final double LONG = 1e-3;
  private static final double DEAD = 1e-2;
  private static final int HALVINGS = 40;

  private final Likelihood likelihood;
  private final double penalty;
  private final double tolerance;
  private final int iterations;
  private double damping;
  private double scale = Double.MIN_NORMAL;

  private double[] point = {};
  private double[] gradient = {};
  private double value;

  /**
   * An ascent.
   *
   * @param penalty λ, at least 0
   * @param tolerance sup norm of the gradient per unit of weight at which it has converged
   */
  NewtonAscent(Likelihood likelihood, double penalty, double tolerance, int iterations) {
    this.likelihood = likelihood;
    this.penalty = penalty;
    this.tolerance = tolerance;
    this.iterations = iterations;
  }

  /**
   * Climbs.
   *
   * @throws ArithmeticException if the gradient's tolerance is not reached
   */
  Result from(double[] start) {
    point = start.clone();
    gradient = new double[point.length];
    value = penalised(point, gradient);
    double goal = tolerance * likelihood.weight();
    double[] initial = likelihood.information();
    for (int j = 0; j < point.length; j++) {
      scale = Math.max(scale, initial[j * point.length + j]);
    }
    double[] information = initial;
    double[] step = new double[point.length];
    boolean stalled = false;
    double contraction = 0;
    for (int i = 0; i < iterations && supNorm(gradient) > goal && !stalled; i++) {
      double before = supNorm(gradient);
      step = step(information);
      boolean whole = climb(step);
      contraction = supNorm(gradient) / before;
      damping = whole ? damping / 10 : Math.max(1e-8, damping * 10);
      stalled = !whole && contraction == 1;
      if (supNorm(gradient) > goal && !(whole && contraction <= REUSE)) {
        information = likelihood.information();
      }
    }
    if (!(supNorm(gradient) <= goal)) {
      throw new ArithmeticException(
          ("the fit expects a gradient of at most %s a choice and reached %s: allow more iterations"
                  + " or add a penalty")
              .formatted(tolerance, supNorm(gradient) / likelihood.weight()));
    }
    boolean unbounded =
        penalty == 0
            && contraction > REUSE
            && supNorm(step) > LONG * supNorm(point)
            && Information.form(step, likelihood.information())
                < DEAD * Information.form(step, initial);
    return new Result(
        point,
        value + .5 * penalty * Information.dot(point, point),
        supNorm(gradient) / likelihood.weight(),
        unbounded);
  }

  /**
   * Goes along a step as far as the value rises, or where that is lost in rounding, the gradient
   * falls; whether that was the whole step.
   */
  private boolean climb(double[] step) {
    double[] trial = new double[point.length];
    double[] slope = new double[point.length];
    double share = 1;
    for (int halving = 0; halving < HALVINGS; halving++, share /= 2) {
      for (int j = 0; j < trial.length; j++) {
        trial[j] = point[j] + share * step[j];
      }
      double reached = penalised(trial, slope);
      double noise = 1e-12 * (1 + Math.abs(value));
      boolean flatter = supNorm(slope) < supNorm(gradient);
      if (reached > value + noise || (reached >= value - noise && flatter)) {
        value = reached;
        point = trial;
        gradient = slope;
        return halving == 0;
      }
    }
    value = penalised(point, gradient);
    return false;
  }

  private double penalised(double[] at, double[] slope) {
    double bare = likelihood.value(at, slope);
    for (int j = 0; j < slope.length; j++) {
      slope[j] -= penalty * at[j];
    }
    return bare - .5 * penalty * Information.dot(at, at);
  }

  /** (information + (λ + damping · scale)·1)⁻¹ · gradient, with the scale that of the start. */
  private double[] step(double[] information) {
    int k = gradient.length;
    double ridge = Math.max(1e-12, damping);
    while (true) {
      double[][] system = new double[k][];
      for (int j = 0; j < k; j++) {
        system[j] = Arrays.copyOfRange(information, j * k, (j + 1) * k);
        system[j][j] += penalty + ridge * scale;
      }
      try {
        return new CholeskyDecomposition(new Array2DRowRealMatrix(system, false), 1e-9, 0)
            .getSolver()
            .solve(new ArrayRealVector(gradient, false))
            .toArray();
      } catch (NonPositiveDefiniteMatrixException e) {
        ridge *= 100;
        if (!(ridge < 1)) {
          throw e;
        }
      }
    }
  }

  static double supNorm(double[] x) {
    double size = 0;
    for (double v : x) {
      size = Math.max(size, Math.abs(v));
    }
    return size;
  }
}
