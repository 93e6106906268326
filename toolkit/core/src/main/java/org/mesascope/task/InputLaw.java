package org.mesascope.task;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.NonSymmetricMatrixException;
import org.mesascope.numeric.NoiseStream;

/** How the inputs of a regression prompt are drawn. */
public sealed interface InputLaw {

  /** How many coordinates, d. */
  int dimension();

  /** Fills {@code x[at … at + dimension)} with one input. */
  void draw(RandomGenerator random, double[] x, int at);

  /** Draws {@code count} inputs side by side: coordinate i of each into {@code x[at + i][…]}. */
  void draw(NoiseStream random, float[][] x, int at, int count);

  /** Λ = E[x xᵀ], row by row. */
  double[] covariance();

  /**
   * E[‖x‖² x xᵀ], row by row: all that the risk of one gradient step sees of the fourth moments.
   */
  double[] fourthMoment();

  /** The same law of inputs times {@code factor}, above 0. */
  InputLaw scaled(double factor);

  /**
   * E[‖x‖² x xᵀ] of independent coordinates with those moments, (m₄ + (d − 1) m₂²) I.
   *
   * @return row by row
   */
  private static double[] independentFourthMoment(int d, double m2, double m4) {
    return multipleOfIdentity(d, m4 + (d - 1) * m2 * m2);
  }

  private static double[] multipleOfIdentity(int d, double value) {
    double[] matrix = new double[d * d];
    for (int i = 0; i < d; i++) {
      matrix[i * d + i] = value;
    }
    return matrix;
  }

  /**
   * Independent uniform coordinates on (−halfWidth, halfWidth).
   *
   * @param halfWidth above 0
   */
  record Uniform(int dimension, double halfWidth) implements InputLaw {

    /** Fails where there is nothing to draw. */
    public Uniform {
      if (dimension < 1 || !(halfWidth > 0) || Double.isInfinite(halfWidth)) {
        throw new IllegalArgumentException(
            "uniform inputs expect at least 1 dimension and a half width above 0, got %d and %s"
                .formatted(dimension, halfWidth));
      }
    }

    @Override
    public void draw(RandomGenerator random, double[] x, int at) {
      for (int i = 0; i < dimension; i++) {
        x[at + i] = (2 * random.nextDouble() - 1) * halfWidth;
      }
    }

    @Override
    public void draw(NoiseStream random, float[][] x, int at, int count) {
      for (int i = 0; i < dimension; i++) {
        random.uniforms(x[at + i], count, (float) halfWidth);
      }
    }

    @Override
    public double[] covariance() {
      return multipleOfIdentity(dimension, halfWidth * halfWidth / 3);
    }

    @Override
    public double[] fourthMoment() {
      double square = halfWidth * halfWidth;
      return independentFourthMoment(dimension, square / 3, square * square / 5);
    }

    @Override
    public Uniform scaled(double factor) {
      return new Uniform(dimension, factor * halfWidth);
    }
  }

  /**
   * Independent symmetric coordinates of any second and fourth moment: 0, or ±√(m₄/m₂) with
   * probability m₂²/m₄ together. The more m₄ exceeds m₂², the sparser the inputs.
   *
   * @param secondMoment m₂, above 0
   * @param fourthPower m₄ of a coordinate, at least m₂²
   */
  record Sparse(int dimension, double secondMoment, double fourthPower) implements InputLaw {

    /** Fails where no law has such moments. */
    public Sparse {
      if (dimension < 1
          || !(secondMoment > 0)
          || !(fourthPower >= secondMoment * secondMoment)
          || Double.isInfinite(fourthPower)) {
        throw new IllegalArgumentException(
            "sparse inputs expect at least 1 dimension, m2 above 0 and m4 of at least m2 squared, got %d, %s and %s"
                .formatted(dimension, secondMoment, fourthPower));
      }
    }

    private double size() {
      return Math.sqrt(fourthPower / secondMoment);
    }

    private double share() {
      return secondMoment * secondMoment / fourthPower;
    }

    private double at(double uniform) {
      return Math.abs(uniform) < share() ? Math.copySign(size(), uniform) : 0;
    }

    @Override
    public void draw(RandomGenerator random, double[] x, int at) {
      for (int i = 0; i < dimension; i++) {
        x[at + i] = at(2 * random.nextDouble() - 1);
      }
    }

    @Override
    public void draw(NoiseStream random, float[][] x, int at, int count) {
      for (int i = 0; i < dimension; i++) {
        float[] row = x[at + i];
        random.uniforms(row, count, 1);
        for (int b = 0; b < count; b++) {
          row[b] = (float) at(row[b]);
        }
      }
    }

    @Override
    public double[] covariance() {
      return multipleOfIdentity(dimension, secondMoment);
    }

    @Override
    public double[] fourthMoment() {
      return independentFourthMoment(dimension, secondMoment, fourthPower);
    }

    @Override
    public Sparse scaled(double factor) {
      double square = factor * factor;
      return new Sparse(dimension, square * secondMoment, square * square * fourthPower);
    }
  }

  /** Centred Gaussian inputs. */
  final class Gaussian implements InputLaw {

    private final double[] covariance;
    private final double[][] root;

    /**
     * @param covariance symmetric and positive definite, {@code [dimension][dimension]}
     */
    public Gaussian(double[][] covariance) {
      int d = covariance.length;
      this.covariance = new double[d * d];
      try {
        this.root =
            new CholeskyDecomposition(new Array2DRowRealMatrix(covariance)).getL().getData();
      } catch (NonPositiveDefiniteMatrixException | NonSymmetricMatrixException e) {
        throw new IllegalArgumentException(
            "Gaussian inputs expect a symmetric, positive definite covariance: " + e.getMessage(),
            e);
      }
      for (int i = 0; i < d; i++) {
        System.arraycopy(covariance[i], 0, this.covariance, i * d, d);
      }
    }

    /** The identity as covariance. */
    public static Gaussian standard(int dimension) {
      double[] ones = new double[dimension];
      Arrays.fill(ones, 1);
      return diagonal(ones);
    }

    /** Independent coordinates of those variances. */
    public static Gaussian diagonal(double... variances) {
      double[][] covariance = new double[variances.length][variances.length];
      for (int i = 0; i < variances.length; i++) {
        covariance[i][i] = variances[i];
      }
      return new Gaussian(covariance);
    }

    @Override
    public int dimension() {
      return root.length;
    }

    @Override
    public double[] covariance() {
      return covariance.clone();
    }

    /** 2Λ² + tr(Λ) Λ, by Isserlis' theorem. */
    @Override
    public double[] fourthMoment() {
      int d = root.length;
      double trace = 0;
      for (int i = 0; i < d; i++) {
        trace += covariance[i * d + i];
      }
      double[] moment = new double[d * d];
      for (int i = 0; i < d; i++) {
        for (int k = 0; k < d; k++) {
          double square = 0;
          for (int j = 0; j < d; j++) {
            square += covariance[i * d + j] * covariance[j * d + k];
          }
          moment[i * d + k] = 2 * square + trace * covariance[i * d + k];
        }
      }
      return moment;
    }

    @Override
    public Gaussian scaled(double factor) {
      if (!(factor > 0) || Double.isInfinite(factor)) {
        throw new IllegalArgumentException("inputs are scaled by a factor above 0, got " + factor);
      }
      int d = root.length;
      double[][] scaled = new double[d][d];
      for (int i = 0; i < d; i++) {
        for (int k = 0; k < d; k++) {
          scaled[i][k] = factor * factor * covariance[i * d + k];
        }
      }
      return new Gaussian(scaled);
    }

    @Override
    public void draw(RandomGenerator random, double[] x, int at) {
      int d = root.length;
      for (int i = 0; i < d; i++) {
        x[at + i] = random.nextGaussian();
      }
      for (int i = d - 1; i >= 0; i--) {
        double sum = 0;
        for (int k = 0; k <= i; k++) {
          sum += root[i][k] * x[at + k];
        }
        x[at + i] = sum;
      }
    }

    @Override
    public void draw(NoiseStream random, float[][] x, int at, int count) {
      int d = root.length;
      for (int i = 0; i < d; i++) {
        random.normals(x[at + i], count, 1);
      }
      for (int i = d - 1; i >= 0; i--) {
        scale(x[at + i], count, (float) root[i][i]);
        for (int k = 0; k < i; k++) {
          if (root[i][k] != 0) {
            add(x[at + i], count, (float) root[i][k], x[at + k]);
          }
        }
      }
    }

    private static void scale(float[] to, int count, float w) {
      for (int b = 0; b < count; b++) {
        to[b] *= w;
      }
    }

    private static void add(float[] to, int count, float w, float[] x) {
      for (int b = 0; b < count; b++) {
        to[b] += w * x[b];
      }
    }
  }
}
