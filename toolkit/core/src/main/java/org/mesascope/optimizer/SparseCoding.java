package org.mesascope.optimizer;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.mesascope.stats.Seed;

/**
 * Sparse coding with a fixed dictionary D: the code of a signal x is the z that makes ½‖x − Dz‖² +
 * penalty · ‖z‖₁ least. Signals are drawn as Dz + noise, each entry of z N(0, 1) with probability
 * {@code active} and else 0.
 *
 * <p>Immutable.
 */
public final class SparseCoding {

  private final int dimension;
  private final int atoms;
  private final double penalty;
  private final double active;
  private final double noise;
  private final double[] dictionary;

  /** DᵀD; not to be changed. */
  final double[] gram;

  private final double lipschitz;

  /**
   * @param dictionary {@code [dimension][atoms]}, finite, columns of any length but 0; copied
   * @param penalty above 0
   * @param active the share of entries that a drawn code uses, in (0, 1]
   * @param noise standard deviation in each coordinate of a drawn signal, at least 0
   */
  public SparseCoding(double[][] dictionary, double penalty, double active, double noise) {
    if (dictionary.length == 0 || dictionary[0].length == 0) {
      throw new IllegalArgumentException(
          "a dictionary expects at least 1 dimension and 1 atom, got none");
    }
    if (!(penalty > 0 && active > 0 && active <= 1 && noise >= 0)
        || Double.isInfinite(penalty)
        || Double.isInfinite(noise)) {
      throw new IllegalArgumentException(
          "sparse coding expects a penalty above 0, an active share in (0, 1] and a noise of at"
              + " least 0, got %s, %s and %s".formatted(penalty, active, noise));
    }
    this.dimension = dictionary.length;
    this.atoms = dictionary[0].length;
    this.penalty = penalty;
    this.active = active;
    this.noise = noise;
    this.dictionary = flat(dictionary);
    this.gram = gram();
    this.lipschitz = largestEigenvalue();
  }

  /** Atoms uniform on the unit sphere; penalty .1, one entry in ten active, noise .01. */
  public static SparseCoding random(int dimension, int atoms, Seed seed) {
    if (dimension < 1 || atoms < 1) {
      throw new IllegalArgumentException(
          "a dictionary expects at least 1 dimension and 1 atom, got %d and %d"
              .formatted(dimension, atoms));
    }
    RandomGenerator random = seed.random();
    double[][] dictionary = new double[dimension][atoms];
    for (int j = 0; j < atoms; j++) {
      double square = 0;
      for (int i = 0; i < dimension; i++) {
        dictionary[i][j] = random.nextGaussian();
        square += dictionary[i][j] * dictionary[i][j];
      }
      for (int i = 0; i < dimension; i++) {
        dictionary[i][j] /= Math.sqrt(square);
      }
    }
    return new SparseCoding(dictionary, .1, .1, .01);
  }

  /** Coordinates of a signal. */
  public int dimension() {
    return dimension;
  }

  /** Entries of a code. */
  public int atoms() {
    return atoms;
  }

  public double penalty() {
    return penalty;
  }

  /** The largest eigenvalue of DᵀD, the L of ISTA's step 1/L. */
  public double lipschitz() {
    return lipschitz;
  }

  /** D, {@code [dimension][atoms]} row by row; a copy. */
  public double[] dictionary() {
    return dictionary.clone();
  }

  /**
   * Signals and their optimal codes, found in double precision.
   *
   * @throws ArithmeticException if a code's optimality conditions were not reached
   */
  public SparseSignals sample(int count, Seed seed) {
    float[] signals = new float[dimension * count];
    float[] codes = new float[atoms * count];
    for (int b = 0; b < count; b++) {
      double[] signal = draw(seed.split(b).random());
      double[] code = solve(signal);
      for (int i = 0; i < dimension; i++) {
        signals[i * count + b] = (float) signal[i];
      }
      for (int j = 0; j < atoms; j++) {
        codes[j * count + b] = (float) code[j];
      }
    }
    return new SparseSignals(count, signals, codes);
  }

  /**
   * The optimal code of one signal, by coordinate descent until no optimality condition is broken
   * by more than 1e-9 of the penalty.
   *
   * @throws ArithmeticException if that is not reached in 100,000 sweeps
   */
  public double[] solve(double[] signal) {
    if (signal.length != dimension) {
      throw new IllegalArgumentException(
          "a signal of %d numbers is expected, got %d".formatted(dimension, signal.length));
    }
    double[] correlation = new double[atoms];
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < atoms; j++) {
        correlation[j] += dictionary[i * atoms + j] * signal[i];
      }
    }
    return CoordinateDescent.solve(gram, correlation, penalty);
  }

  /** The mean objective ½‖x − Dz‖² + penalty · ‖z‖₁ of codes {@code [atoms][count]}. */
  public double objective(float[] signals, float[] codes, int count) {
    double sum = 0;
    for (int b = 0; b < count; b++) {
      for (int i = 0; i < dimension; i++) {
        double residual = signals[i * count + b];
        for (int j = 0; j < atoms; j++) {
          residual -= dictionary[i * atoms + j] * codes[j * count + b];
        }
        sum += residual * residual / 2;
      }
      for (int j = 0; j < atoms; j++) {
        sum += penalty * Math.abs(codes[j * count + b]);
      }
    }
    return sum / count;
  }

  private double[] draw(RandomGenerator random) {
    double[] signal = new double[dimension];
    for (int j = 0; j < atoms; j++) {
      if (random.nextDouble() < active) {
        double value = random.nextGaussian();
        for (int i = 0; i < dimension; i++) {
          signal[i] += value * dictionary[i * atoms + j];
        }
      }
    }
    for (int i = 0; i < dimension; i++) {
      signal[i] += noise * random.nextGaussian();
    }
    return signal;
  }

  private double[] gram() {
    double[] product = new double[atoms * atoms];
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < atoms; j++) {
        for (int k = 0; k < atoms; k++) {
          product[j * atoms + k] += dictionary[i * atoms + j] * dictionary[i * atoms + k];
        }
      }
    }
    for (int j = 0; j < atoms; j++) {
      if (!(product[j * atoms + j] > 0)) {
        throw new IllegalArgumentException("atom " + j + " of the dictionary is 0");
      }
    }
    return product;
  }

  private double largestEigenvalue() {
    double[][] rows = new double[atoms][atoms];
    for (int j = 0; j < atoms; j++) {
      System.arraycopy(gram, j * atoms, rows[j], 0, atoms);
    }
    double largest = 0;
    for (double value :
        new EigenDecomposition(new Array2DRowRealMatrix(rows, false)).getRealEigenvalues()) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  private static double[] flat(double[][] rows) {
    int width = rows[0].length;
    double[] flat = new double[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != width) {
        throw new IllegalArgumentException(
            "a dictionary expects rows of one length, got %d in row 0 and %d in row %d"
                .formatted(width, rows[i].length, i));
      }
      for (int j = 0; j < width; j++) {
        if (!Double.isFinite(rows[i][j])) {
          throw new IllegalArgumentException(
              "a dictionary expects finite numbers, got %s at [%d][%d]"
                  .formatted(rows[i][j], i, j));
        }
        flat[i * width + j] = rows[i][j];
      }
    }
    return flat;
  }
}
