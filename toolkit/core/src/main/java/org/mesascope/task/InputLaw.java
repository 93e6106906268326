package org.mesascope.task;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.NonSymmetricMatrixException;

/** How the inputs of a regression prompt are drawn. */
public sealed interface InputLaw {

  /** How many coordinates, d. */
  int dimension();

  /** Fills {@code x[at … at + dimension)} with one input. */
  void draw(RandomGenerator random, double[] x, int at);

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

    /** Λ, row by row; a copy. */
    public double[] covariance() {
      return covariance.clone();
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
  }
}
