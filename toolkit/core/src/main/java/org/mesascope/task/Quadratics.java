package org.mesascope.task;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.mesascope.stats.Seed;

/**
 * Convex quadratics f(θ) = c ‖Wθ − y‖², started at θ = 0, with y ~ N(0, 1).
 *
 * <p>{@link #random} draws W ~ N(0, 1) as well (Andrychowicz et al. 2016, section 3.1); {@link
 * #ofCondition} gives the Hessian 2WᵀW an exact condition number. The shifts {@link #conditioned},
 * {@link #scaled} and {@link #rotated} change a function and not the draw behind it: one seed gives
 * the same W and y to all of them, so that comparisons over a shift are paired.
 *
 * <p>Immutable. Tasks carry {@code W} (row by row) and {@code y}, with stretch and scale already in
 * them. A batch computes in O(d²) a task, in single precision.
 */
public final class Quadratics implements TaskFamily {

  private final int dimension;
  private final double condition;
  private final double stretch;
  private final double scale;
  private final boolean rotated;

  /**
   * @param condition of the Hessian; 0 where W is Gaussian
   */
  private Quadratics(
      int dimension, double condition, double stretch, double scale, boolean rotated) {
    this.dimension = Families.positive("quadratics", "dimension", dimension);
    this.condition = condition;
    this.stretch = stretch;
    this.scale = scale;
    this.rotated = rotated;
  }

  /** W ~ N(0, 1), square. */
  public static Quadratics random(int dimension) {
    return new Quadratics(dimension, 0, 1, 1, false);
  }

  /**
   * W diagonal, so that the eigenvalues of the Hessian fall geometrically from 2 to 2 / condition.
   *
   * @param condition at least 1, and 1 for one dimension
   */
  public static Quadratics ofCondition(int dimension, double condition) {
    atLeastOne("a condition number", condition);
    if (dimension == 1 && condition != 1) {
      throw new IllegalArgumentException(
          "a quadratic of one dimension has the condition number 1, got " + condition);
    }
    return new Quadratics(dimension, condition, 1, 1, false);
  }

  /**
   * These quadratics with the columns of W multiplied by factors that grow geometrically from 1 to
   * √factor. Before a rotation, a diagonal W's condition number becomes exactly {@code factor}
   * times what it was, a random W's about that. The least curvature stays and the greatest grows,
   * so optimizers tuned to the edge of stability diverge.
   *
   * <p>Measured for factor 10 and d = 10, medians of 2,048 functions after 100 steps tuned without
   * it: Adam .027 and RMSprop .36 (.015 and .27 without), momentum and gradient descent diverge.
   * Where every curvature grows by another √10 (as {@code new Augmentation.ParameterScale(s, s,
   * false)} with s = 10^¼ makes it) they are .030 and .53.
   *
   * @param factor at least 1; several multiply
   */
  public Quadratics conditioned(double factor) {
    return new Quadratics(
        dimension,
        condition,
        stretch * atLeastOne("a change of condition", factor),
        scale,
        rotated);
  }

  /** These quadratics times a constant: f becomes c f. */
  public Quadratics scaled(double factor) {
    Families.above("quadratics", "factor", factor, 0);
    return new Quadratics(dimension, condition, stretch, scale * factor, rotated);
  }

  /** These quadratics in turned coordinates: W becomes WQ, Q a rotation drawn for each function. */
  public Quadratics rotated() {
    return new Quadratics(dimension, condition, stretch, scale, true);
  }

  @Override
  public String name() {
    StringBuilder name = new StringBuilder(rotated ? "rotated " : "").append("quadratics, d = ");
    name.append(dimension);
    if (condition > 0) {
      name.append(", condition ").append(Families.shown(condition));
    }
    if (stretch != 1) {
      name.append(", condition ×").append(Families.shown(stretch));
    }
    if (scale != 1) {
      name.append(", f ×").append(Families.shown(scale));
    }
    return name.toString();
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public TaskParams sample(Seed seed) {
    RandomGenerator random = seed.random();
    double[] w = condition == 0 ? Draws.gaussian(random, dimension * dimension, 1) : diagonal();
    double[] y = Draws.gaussian(random, dimension, 1);
    double root = Math.sqrt(scale);
    for (int i = 0; i < dimension; i++) {
      y[i] *= root;
      for (int j = 0; j < dimension; j++) {
        w[i * dimension + j] *= root * Math.pow(stretch, .5 * share(j));
      }
    }
    if (rotated) {
      w = Rotations.times(w, Rotations.draw(dimension, seed.split("rotation").random()), dimension);
    }
    return new TaskParams(Map.of("W", w, "y", y));
  }

  @Override
  public Task task(TaskParams params) {
    double[] w = matrix(params);
    double[] y = target(params);
    return StartedTask.of(new double[dimension], (x, slope) -> valueAndSlope(w, y, x, slope));
  }

  private static double valueAndSlope(double[] w, double[] y, double[] x, double[] slope) {
    int d = x.length;
    double loss = 0;
    for (int i = 0; i < d; i++) {
      double residual = -y[i];
      for (int j = 0; j < d; j++) {
        residual += w[i * d + j] * x[j];
      }
      loss += residual * residual;
      for (int j = 0; j < d; j++) {
        slope[j] += 2 * residual * w[i * d + j];
      }
    }
    return loss;
  }

  @Override
  public TaskBatch batch(List<TaskParams> params) {
    return new QuadraticBatch(
        dimension,
        params.stream().map(this::matrix).toList(),
        params.stream().map(this::target).toList());
  }

  /** The Hessian's stiffness grows with the coordinate, as {@link #conditioned} does. */
  private double[] diagonal() {
    double[] w = new double[dimension * dimension];
    for (int i = 0; i < dimension; i++) {
      w[i * dimension + i] = Math.pow(condition, .5 * (share(i) - 1));
    }
    return w;
  }

  /** From 0 for the first coordinate to 1 for the last. */
  private double share(int coordinate) {
    return dimension == 1 ? 0 : coordinate / (dimension - 1.0);
  }

  private double[] matrix(TaskParams params) {
    return Families.array(this, params, "W", dimension * dimension);
  }

  private double[] target(TaskParams params) {
    return Families.array(this, params, "y", dimension);
  }

  private static double atLeastOne(String what, double value) {
    if (!(value >= 1) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          what + " expects a finite number of at least 1, got " + value);
    }
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Quadratics that
        && dimension == that.dimension
        && condition == that.condition
        && stretch == that.stretch
        && scale == that.scale
        && rotated == that.rotated;
  }

  @Override
  public int hashCode() {
    return Objects.hash(dimension, condition, stretch, scale, rotated);
  }

  @Override
  public String toString() {
    return name();
  }
}
