package org.mesascope.task;

import java.util.random.RandomGenerator;

/**
 * A random change of a task that keeps what is to be found: the optimizer sees φ and the loss c ·
 * f(Aφ), and starts where Aφ is the task's start.
 */
public sealed interface Augmentation {

  /** For names. */
  String name();

  /** What is drawn for one task. */
  double[] draw(int dimension, RandomGenerator random);

  /** How many numbers {@link #draw} gives. */
  int drawn(int dimension);

  /**
   * A = diag(s), log s uniform: one s for all coordinates, or one each, as {@code
   * ReparamWeightsFamily} of google/learned_optimization. Gradients grow as parameters shrink, so
   * that no absolute step size can be learned.
   *
   * @param low least s, above 0
   * @param high greatest s, at least {@code low}
   * @param perCoordinate whether each coordinate has its own, which changes the condition number
   */
  record ParameterScale(double low, double high, boolean perCoordinate) implements Augmentation {

    /** Fails on an empty range. */
    public ParameterScale {
      checkRange("a scale of parameters", low, high);
    }

    @Override
    public String name() {
      return "parameters ×" + range(low, high);
    }

    @Override
    public double[] draw(int dimension, RandomGenerator random) {
      double[] scales = new double[dimension];
      double one = logUniform(random, low, high);
      for (int i = 0; i < dimension; i++) {
        scales[i] = perCoordinate && i > 0 ? logUniform(random, low, high) : one;
      }
      return scales;
    }

    @Override
    public int drawn(int dimension) {
      return dimension;
    }
  }

  /**
   * c, with log c uniform; low = high for a fixed factor.
   *
   * @param low least c, above 0
   * @param high greatest c, at least {@code low}
   */
  record LossScale(double low, double high) implements Augmentation {

    /** Fails on an empty range. */
    public LossScale {
      checkRange("a scale of losses", low, high);
    }

    @Override
    public String name() {
      return "f ×" + range(low, high);
    }

    @Override
    public double[] draw(int dimension, RandomGenerator random) {
      return new double[] {logUniform(random, low, high)};
    }

    @Override
    public int drawn(int dimension) {
      return 1;
    }
  }

  /** A uniform among the orthogonal matrices: what depends on the coordinate axes is lost. */
  record Rotation() implements Augmentation {

    @Override
    public String name() {
      return "rotated";
    }

    @Override
    public double[] draw(int dimension, RandomGenerator random) {
      return Rotations.draw(dimension, random);
    }

    @Override
    public int drawn(int dimension) {
      return Math.multiplyExact(dimension, dimension);
    }
  }

  private static double logUniform(RandomGenerator random, double low, double high) {
    return low * Math.pow(high / low, random.nextDouble());
  }

  private static void checkRange(String what, double low, double high) {
    if (!(low > 0 && low <= high) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          what + " expects 0 < low <= high, both finite, got " + low + " and " + high);
    }
  }

  private static String range(double low, double high) {
    return low == high ? Families.shown(low) : Families.shown(low) + "–" + Families.shown(high);
  }
}
