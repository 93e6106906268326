package org.mesascope.infer;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Generalized elliptical slice sampling (Murray, Adams and MacKay 2010; Nishihara, Murray and Adams
 * 2014): each step draws an ellipse from a multivariate t of 5 degrees of freedom that lies roughly
 * where the target does, and a point of it by slice sampling. It leaves the target as it is however
 * rough the guess; the guess decides how fast it mixes. Nothing to tune and nothing is rejected.
 */
final class SliceSampler {

  private static final int FREEDOM = 5;

  private final ToDoubleFunction<double[]> logTarget;
  private final double[] centre;
  private final double[][] factor;

  /**
   * A sampler.
   *
   * @param logTarget log density, up to a constant; finite
   * @param centre of the guess
   * @param covariance of the guess, K·K, positive definite
   */
  SliceSampler(ToDoubleFunction<double[]> logTarget, double[] centre, double[] covariance) {
    this.logTarget = logTarget;
    this.centre = centre.clone();
    int size = centre.length;
    RealMatrix matrix = new Array2DRowRealMatrix(size, size);
    for (int i = 0; i < covariance.length; i++) {
      int j = i % size * size + i / size;
      matrix.setEntry(i / size, i % size, .5 * (covariance[i] + covariance[j]));
    }
    factor = new CholeskyDecomposition(matrix, 1e-9, 0).getL().getData();
  }

  /** Draws of one chain, after some that are thrown away; starts wide of the guess. */
  double[][] chain(int warmup, int draws, RandomGenerator random) {
    int size = centre.length;
    double[] z = new double[size];
    double wide = Math.sqrt(scale(z, random)) * 2;
    for (int k = 0; k < size; k++) {
      z[k] = wide * random.nextGaussian();
    }
    double level = level(z);
    double[][] kept = new double[draws][];
    double[] other = new double[size];
    double[] trial = new double[size];
    for (int i = -warmup; i < draws; i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the sampler was interrupted at draw " + i);
      }
      double spread = Math.sqrt(scale(z, random));
      for (int k = 0; k < size; k++) {
        other[k] = spread * random.nextGaussian();
      }
      double threshold = level + Math.log(1 - random.nextDouble());
      double angle = 2 * Math.PI * random.nextDouble();
      double low = angle - 2 * Math.PI;
      double high = angle;
      while (true) {
        for (int k = 0; k < size; k++) {
          trial[k] = z[k] * Math.cos(angle) + other[k] * Math.sin(angle);
        }
        double reached = level(trial);
        if (reached >= threshold || high - low < 1e-12) {
          level = reached >= threshold ? reached : level;
          System.arraycopy(reached >= threshold ? trial : z, 0, z, 0, size);
          break;
        }
        if (angle < 0) {
          low = angle;
        } else {
          high = angle;
        }
        angle = low + (high - low) * random.nextDouble();
      }
      if (i >= 0) {
        kept[i] = point(z);
      }
    }
    return kept;
  }

  /** The scale of the t given a point: inverse gamma of (ν + K)/2 and (ν + |z|²)/2. */
  private static double scale(double[] z, RandomGenerator random) {
    double chi2 = 0;
    for (int i = 0; i < FREEDOM + z.length; i++) {
      double g = random.nextGaussian();
      chi2 += g * g;
    }
    return (FREEDOM + Information.dot(z, z)) / chi2;
  }

  /** log target less log t. */
  private double level(double[] z) {
    double density = logTarget.applyAsDouble(point(z));
    if (Double.isNaN(density)) {
      throw new ArithmeticException(
          "a log density is not a number at " + Arrays.toString(point(z)));
    }
    return density + .5 * (FREEDOM + z.length) * Math.log1p(Information.dot(z, z) / FREEDOM);
  }

  private double[] point(double[] z) {
    double[] x = centre.clone();
    for (int j = 0; j < x.length; j++) {
      for (int k = 0; k <= j; k++) {
        x[j] += factor[j][k] * z[k];
      }
    }
    return x;
  }
}
