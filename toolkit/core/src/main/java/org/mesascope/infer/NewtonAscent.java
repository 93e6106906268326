package org.mesascope.infer;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * Maximises a log-likelihood less ½θᵀΛθ by Fisher scoring with Levenberg's damping and step
 * halving, every parameter measured in units of its information at the start: what a feature is
 * counted in changes nothing.
 *
 * <p>Directions that the data cannot tell have no gradient, so that from 0 it finds a maximum of
 * least norm, up to rounding. While steps contract fast, the information is used again. Where they
 * keep contracting slowly, because the model is wrong and the expected information far from the
 * curvature, the steps of the past correct it: limited-memory BFGS (Nocedal 1980) that starts from
 * the information.
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
   * @param gradient size of the penalised gradient a choice, in units of the information
   * @param information at the point, without the penalty, K·K; empty where K is too large for it
   * @param unbounded whether the likelihood rises for ever along some direction
   */
  record Result(
      double[] point, double value, double gradient, double[] information, boolean unbounded) {}

  private static final double REUSE = .1;
  private static final double LONG = 1e-3;
  private static final double DEAD = 1e-2;
  private static final double FAINT = 1e-3;
  private static final double NOTHING = 1e-10;
  private static final int HALVINGS = 40;
  private static final double STIFF = 1e8;
  private static final double KEPT = .02;
  private static final double SLOW = .5;
  private static final int PATIENCE = 5;
  private static final int LATE = 40;

  private final Likelihood likelihood;
  private final double[] penalty;
  private final double tolerance;
  private final int iterations;
  private final CurvatureMemory memory = new CurvatureMemory();
  private double damping;

  private double[] unit = {};
  private boolean[] silent = {};
  private double[] point = {};
  private double[] gradient = {};
  private double value;

  /**
   * An ascent.
   *
   * @param penalty Λ, K·K, positive semidefinite
   * @param tolerance size of the gradient per unit of weight at which it has converged; parameters
   *     whose information is faint, less than 1e-6 of the largest, count as if they had that much
   */
  NewtonAscent(Likelihood likelihood, double[] penalty, double tolerance, int iterations) {
    this.likelihood = likelihood;
    this.penalty = penalty.clone();
    this.tolerance = tolerance;
    this.iterations = iterations;
  }

  /**
   * Climbs.
   *
   * @throws ArithmeticException if the gradient's tolerance is not reached, unless because what is
   *     left to gain is lost in the rounding of the likelihood, or if features are so large that
   *     their information overflows
   */
  Result from(double[] start) {
    point = start.clone();
    gradient = new double[point.length];
    value = penalised(point, gradient);
    double goal = tolerance * likelihood.weight();
    double[] initial = likelihood.information();
    double most = Math.max(supNorm(initial), supNorm(penalty));
    if (!Double.isFinite(most) || !Double.isFinite(value)) {
      throw new ArithmeticException(
          "the information of the data is no finite number: measure features in other units, so that they are of ordinary size");
    }
    if (most == 0) {
      return new Result(point, value, 0, initial, false);
    }
    unit = units(initial);
    silent = silent(initial);
    double[] information = initial;
    double[] step = new double[point.length];
    boolean stalled = false;
    double contraction = 0;
    int slow = 0;
    int late = LATE;
    for (int i = 0; i < iterations && size(gradient) > goal && !stalled; i++) {
      double before = size(gradient);
      boolean corrected = slow >= PATIENCE || i >= late;
      double[] metric = information;
      step =
          corrected
              ? memory.correct(gradient, slope -> step(metric, slope))
              : step(metric, gradient);
      double[] from = point;
      double[] slope = gradient;
      boolean whole = climb(step);
      memory.add(from, point, slope, gradient);
      contraction = size(gradient) / before;
      boolean stuck = corrected && point == from;
      if (stuck) {
        memory.forget();
        slow = 0;
        late = i + LATE;
      } else if (!corrected) {
        boolean moved = point != from;
        damping = whole ? damping / 10 : Math.max(1e-8, damping * (moved ? 10 : 100));
        slow = contraction > SLOW ? slow + 1 : 0;
        stalled = !moved && damping > STIFF;
      }
      if (size(gradient) > goal && !(whole && contraction <= REUSE) && (!corrected || stuck)) {
        information = likelihood.information();
        silent = silent(information);
      }
    }
    information = likelihood.information();
    silent = silent(information);
    if (!(size(gradient) <= goal || (stalled && lostInRounding(information)))) {
      throw new ArithmeticException(
          ("the fit expects a gradient of at most %s a choice and reached %s: allow more iterations"
                  + " or add a penalty")
              .formatted(tolerance, size(gradient) / likelihood.weight()));
    }
    boolean unbounded =
        supNorm(penalty) == 0 && isUnbounded(start, contraction > REUSE, initial, information);
    return new Result(
        point,
        value + .5 * Information.form(point, penalty),
        size(gradient) / likelihood.weight(),
        information,
        unbounded);
  }

  /**
   * Goes along a step as far as the value rises by a fair share of what the gradient promised
   * (Armijo 1966), or where that is lost in rounding, the gradient falls; whether that was the
   * whole step. A rise alone would not do: far from the maximum the information may be next to
   * nothing, and the step so long that it ends where nothing is told any more.
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
      double promised = share * Information.dot(gradient, step);
      boolean flatter = size(slope) < size(gradient);
      if ((reached > value + noise && reached > value + KEPT * promised)
          || (reached >= value - noise && promised <= 10 * noise && flatter)) {
        value = reached;
        point = trial;
        gradient = slope;
        return halving == 0;
      }
    }
    value = penalised(point, gradient);
    return false;
  }

  /**
   * Whether the information has died on the way, all of it, or most of it while an undamped step
   * would still go far.
   */
  private boolean isUnbounded(
      double[] start, boolean slow, double[] initial, double[] information) {
    double[] way = new double[point.length];
    for (int j = 0; j < way.length; j++) {
      way[j] = point[j] - start[j];
    }
    if (Information.form(way, information) < NOTHING * Information.form(way, initial)) {
      return true;
    }
    damping = 0;
    double[] step = step(information, gradient);
    return slow
        && length(step) > LONG * length(point)
        && Information.form(step, information) < DEAD * Information.form(step, initial);
  }

  /**
   * Whether what an undamped step could still gain is less than the rounding of the value, which
   * leaves the estimate within some 1e-6 standard errors of the maximum.
   */
  private boolean lostInRounding(double[] information) {
    damping = 0;
    return Information.dot(gradient, step(information, gradient)) <= 1e-12 * (1 + Math.abs(value));
  }

  private double penalised(double[] at, double[] slope) {
    double bare = likelihood.value(at, slope);
    for (int j = 0, jk = 0; j < slope.length; j++) {
      for (int k = 0; k < slope.length; k++, jk++) {
        slope[j] -= penalty[jk] * at[k];
      }
    }
    return bare - .5 * Information.form(at, penalty);
  }

  /** (information + Λ + damping)⁻¹ · direction, in units of the information. */
  private double[] step(double[] information, double[] direction) {
    int size = direction.length;
    double[] slope = new double[size];
    for (int j = 0; j < size; j++) {
      slope[j] = silent[j] ? 0 : direction[j] / unit[j];
    }
    double ridge = Math.max(1e-12, damping);
    while (true) {
      double[][] system = new double[size][size];
      for (int j = 0; j < size; j++) {
        // The upper half twice: sums that cancel differ across the diagonal by their rounding.
        for (int k = j; k < size; k++) {
          int at = j * size + k;
          system[j][k] = (information[at] + penalty[at]) / (unit[j] * unit[k]);
          system[k][j] = system[j][k];
        }
        system[j][j] += ridge;
      }
      try {
        double[] step =
            new CholeskyDecomposition(new Array2DRowRealMatrix(system, false), 1e-9, 0)
                .getSolver()
                .solve(new ArrayRealVector(slope, false))
                .toArray();
        for (int j = 0; j < size; j++) {
          step[j] /= unit[j];
        }
        return step;
      } catch (NonPositiveDefiniteMatrixException e) {
        ridge *= 100;
        if (!(ridge < 1)) {
          throw e;
        }
      }
    }
  }

  /** √(information + Λ) of each parameter; the largest for those that have next to none. */
  private double[] units(double[] information) {
    double[] units = new double[point.length];
    for (int j = 0; j < units.length; j++) {
      int at = j * units.length + j;
      units[j] = Math.sqrt(Math.max(0, information[at] + penalty[at]));
    }
    double largest = Math.max(Double.MIN_NORMAL, supNorm(units));
    for (int j = 0; j < units.length; j++) {
      units[j] = units[j] > NOTHING * largest ? units[j] : largest;
    }
    return units;
  }

  /** Parameters that the data do not tell at all: what gradient they have is rounding. */
  private boolean[] silent(double[] information) {
    boolean[] none = new boolean[point.length];
    for (int j = 0; j < none.length; j++) {
      int at = j * none.length + j;
      none[j] = information[at] == 0 && penalty[at] == 0;
    }
    return none;
  }

  /** Largest entry of a gradient, in units of the information of one choice. */
  private double size(double[] slope) {
    double faint = FAINT * supNorm(unit);
    double size = 0;
    for (int j = 0; j < slope.length; j++) {
      size = Math.max(size, silent[j] ? 0 : Math.abs(slope[j]) / Math.max(unit[j], faint));
    }
    return size * Math.sqrt(likelihood.weight());
  }

  /** Largest entry of a vector of parameters, in units of the information. */
  private double length(double[] parameters) {
    double size = 0;
    for (int j = 0; j < parameters.length; j++) {
      size = Math.max(size, Math.abs(parameters[j]) * unit[j]);
    }
    return size;
  }

  /** λ·1. */
  static double[] isotropic(double lambda, int size) {
    double[] matrix = new double[size * size];
    for (int j = 0; j < size; j++) {
      matrix[j * size + j] = lambda;
    }
    return matrix;
  }

  static double supNorm(double[] x) {
    double size = 0;
    for (double v : x) {
      size = Math.max(size, Math.abs(v));
    }
    return size;
  }
}
