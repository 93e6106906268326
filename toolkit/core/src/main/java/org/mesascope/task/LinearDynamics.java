package org.mesascope.task;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.mesascope.stats.Seed;

/**
 * A distribution of sequences: s₁ ~ N(0, I), then sₜ₊₁ = W sₜ + noise with one hidden orthogonal W
 * a sequence, uniform on the orthogonal group (von Oswald et al. 2023, Uncovering mesa-optimization
 * algorithms in transformers).
 *
 * @param dimension of a state, d, at least 1
 * @param length states in a sequence, at least 2
 * @param noise standard deviation of each coordinate's noise, at least 0
 */
public record LinearDynamics(int dimension, int length, double noise) {

  /** Fails where there is nothing to predict, or the noise is no standard deviation. */
  public LinearDynamics {
    if (dimension < 1 || length < 2 || !(noise >= 0) || Double.isInfinite(noise)) {
      throw new IllegalArgumentException(
          "linear dynamics expect at least 1 dimension, 2 states and a noise of at least 0, "
              + "got %d, %d and %s".formatted(dimension, length, noise));
    }
  }

  /** So many independent sequences; sequence i is of {@code seed.split(i)}. Cost: O(d³) each. */
  public Sequences sample(int count, Seed seed) {
    int d = dimension;
    double[] states = new double[count * length * d];
    double[] matrices = new double[count * d * d];
    for (int i = 0; i < count; i++) {
      RandomGenerator random = seed.split(i).random();
      orthogonal(random, matrices, i * d * d);
      int at = i * length * d;
      for (int k = 0; k < d; k++) {
        states[at + k] = random.nextGaussian();
      }
      for (int next = at + d; next < at + length * d; next += d) {
        for (int row = 0; row < d; row++) {
          double sum = noise * random.nextGaussian();
          for (int k = 0; k < d; k++) {
            sum += matrices[(i * d + row) * d + k] * states[next - d + k];
          }
          states[next + row] = sum;
        }
      }
    }
    return new Sequences(count, length, d, states, matrices);
  }

  /** Q of a Gaussian matrix's QR, its columns signed so that R's diagonal is positive. */
  private void orthogonal(RandomGenerator random, double[] matrices, int at) {
    double[][] gaussian = new double[dimension][dimension];
    for (double[] row : gaussian) {
      for (int k = 0; k < dimension; k++) {
        row[k] = random.nextGaussian();
      }
    }
    QRDecomposition qr = new QRDecomposition(new Array2DRowRealMatrix(gaussian, false));
    RealMatrix q = qr.getQ();
    RealMatrix r = qr.getR();
    for (int row = 0; row < dimension; row++) {
      for (int k = 0; k < dimension; k++) {
        matrices[at + row * dimension + k] = q.getEntry(row, k) * Math.signum(r.getEntry(k, k));
      }
    }
  }
}
