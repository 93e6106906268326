package org.mesascope.infer;

import java.util.Arrays;

/**
 * Fits with too many parameters for an information matrix: Fisher scoring whose steps are solved by
 * conjugate gradients, only as well as the gradient is small (Dembo, Eisenstat and Steihaug 1982).
 *
 * <p>Where the likelihood does not keep what a step promises, the next one is damped (Levenberg
 * 1944). Where it keeps too little of it time and again, because the curvature is more than the
 * information, the steps of the past correct it.
 */
final class InexactNewton {

  private static final double ROUGH = .02;
  private static final int PRODUCTS = 500;
  private static final int REJECTIONS = 60;
  private static final double POOR = .25;
  private static final double SLOW = .6;
  private static final double GOOD = .75;
  private static final int PATIENCE = 3;
  private static final double SLIGHT = 1e-3;

  private final IrlLikelihood likelihood;
  private final double penalty;
  private final CurvatureMemory memory = new CurvatureMemory();
  private double[] point;
  private double[] gradient;
  private double value;

  private InexactNewton(IrlLikelihood likelihood, double penalty) {
    this.likelihood = likelihood;
    this.penalty = penalty;
    point = new double[likelihood.size()];
    gradient = new double[point.length];
    value = likelihood.value(point, gradient);
  }

  /**
   * Maximises a log-likelihood less ½λ‖θ‖² from 0.
   *
   * @throws ArithmeticException if the gradient's tolerance, per unit of weight, is not reached
   */
  static NewtonAscent.Result maximise(
      IrlLikelihood likelihood, double penalty, double tolerance, int iterations) {
    return new InexactNewton(likelihood, penalty).climb(tolerance, iterations);
  }

  private NewtonAscent.Result climb(double tolerance, int iterations) {
    double damping = 0;
    int rejected = 0;
    int slow = 0;
    for (int i = 0; i < iterations && size() > tolerance && rejected < REJECTIONS; i++) {
      NewtonSteps steps = steps();
      double shrink = penalty + damping;
      double share = Math.min(ROUGH, Math.sqrt(size()));
      boolean corrected = slow >= PATIENCE;
      double[] step =
          corrected
              ? memory.correct(gradient, slope -> steps.step(slope, shrink, share))
              : steps.step(gradient, shrink, share);
      double promised = .5 * Information.dot(gradient, step);
      double curvature = 2 * promised / Information.dot(step, step);
      double before = value;
      boolean taken = take(step);
      double kept = (value - before) / promised;
      rejected = taken ? 0 : rejected + 1;
      slow = taken && (corrected || kept < SLOW) ? slow + 1 : 0;
      if (corrected) {
        if (!taken) {
          memory.forget();
        }
      } else if (!taken || kept < POOR) {
        damping = Math.max(4 * damping, POOR * curvature);
      } else if (kept > GOOD) {
        damping = damping > SLIGHT * curvature ? damping / 4 : 0;
      }
    }
    if (!(size() <= tolerance)) {
      throw new ArithmeticException(
          "the fit of %d parameters expects a gradient of at most %s a choice and reached %s: loosen the tolerance, allow more iterations or add a penalty"
              .formatted(point.length, tolerance, size()));
    }
    double bare = value + .5 * penalty * Information.dot(point, point);
    return new NewtonAscent.Result(point, bare, size(), new double[0], false);
  }

  /** Goes where the value rises, or where that is lost in rounding, the gradient falls. */
  private boolean take(double[] step) {
    double[] trial = new double[point.length];
    for (int k = 0; k < trial.length; k++) {
      trial[k] = point[k] + step[k];
    }
    double[] slope = new double[point.length];
    double reached = likelihood.value(trial, slope) - .5 * penalty * Information.dot(trial, trial);
    for (int k = 0; k < slope.length; k++) {
      slope[k] -= penalty * trial[k];
    }
    double noise = 1e-12 * (1 + Math.abs(value));
    boolean flatter = NewtonAscent.supNorm(slope) < NewtonAscent.supNorm(gradient);
    if (reached > value + noise || (reached >= value - noise && flatter)) {
      memory.add(point, trial, gradient, slope);
      point = trial;
      gradient = slope;
      value = reached;
      return true;
    }
    likelihood.value(point, slope);
    return false;
  }

  private NewtonSteps steps() {
    IrlTerm first = likelihood.terms.get(0);
    if (likelihood.terms.size() == 1 && first.isLocal()) {
      return new ValueCoordinates(first);
    }
    double[] ones = new double[point.length];
    Arrays.fill(ones, 1);
    return (slope, shrink, share) ->
        ConjugateGradients.solve(x -> product(x, shrink), ones, slope, share, PRODUCTS);
  }

  private double[] product(double[] x, double shrink) {
    double[] product = likelihood.informationTimes(x);
    for (int k = 0; k < x.length; k++) {
      product[k] += shrink * x[k];
    }
    return product;
  }

  private double size() {
    return NewtonAscent.supNorm(gradient) / likelihood.weight();
  }
}
