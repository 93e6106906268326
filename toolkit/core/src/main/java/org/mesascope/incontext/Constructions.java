package org.mesascope.incontext;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.mesascope.stats.Seed;

/**
 * The rivals' algorithms computed in other ways, network weights where the papers give them: the
 * positive controls of an attribution. None shares the code of the rival it must be taken for.
 */
final class Constructions {

  private static final double INITIAL = .02;

  private Constructions() {}

  /** Gradient descent, or GD++ for a curvature, as layers of linear self-attention. */
  static LearningRule descent(int dimension, double curvature, double... rates) {
    double[] keys = new double[dimension + 1];
    Arrays.fill(keys, 0, dimension, 1);
    RealMatrix keyQuery = MatrixUtils.createRealDiagonalMatrix(keys);
    List<AttentionStack.Layer> layers = new ArrayList<>();
    for (double rate : rates) {
      double[] value = new double[dimension + 1];
      Arrays.fill(value, 0, dimension, -curvature);
      value[dimension] = -rate;
      layers.add(new AttentionStack.Layer(MatrixUtils.createRealDiagonalMatrix(value), keyQuery));
    }
    return new AttentionStack(layers);
  }

  /** A preconditioned step as one layer. */
  static LearningRule preconditioned(double[][] matrix) {
    int d = matrix.length;
    RealMatrix value = new Array2DRowRealMatrix(d + 1, d + 1);
    value.setEntry(d, d, -1);
    RealMatrix keyQuery = new Array2DRowRealMatrix(d + 1, d + 1);
    keyQuery.setSubMatrix(new Array2DRowRealMatrix(matrix).transpose().getData(), 0, 0);
    return new AttentionStack(List.of(new AttentionStack.Layer(value, keyQuery)));
  }

  /** One layer as it is before training: weights of standard deviation .02. */
  static LearningRule untrained(int dimension, Seed seed) {
    RandomGenerator random = seed.random();
    return new AttentionStack(
        List.of(
            new AttentionStack.Layer(
                random(dimension + 1, random), random(dimension + 1, random))));
  }

  private static RealMatrix random(int size, RandomGenerator random) {
    RealMatrix matrix = new Array2DRowRealMatrix(size, size);
    for (int i = 0; i < size * size; i++) {
      matrix.setEntry(i / size, i % size, INITIAL * random.nextGaussian());
    }
    return matrix;
  }

  /** Ridge regression by its kernel: ŵ = Xᵀ (XXᵀ + λI)⁻¹ y. */
  static LearningRule kernelRidge(double lambda) {
    return weighedRidge(lambda, 1);
  }

  /** The kernel form for examples that weigh γⁿ⁻ⁱ beside a ridge of γⁿλ. */
  static LearningRule weighedRidge(double lambda, double forgetting) {
    return examples -> {
      int n = examples.context();
      int d = examples.dimension();
      RealMatrix kernel = new Array2DRowRealMatrix(n, n);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double sum = i == j ? lambda * Math.pow(forgetting, i + 1) : 0;
          for (int k = 0; k < d; k++) {
            sum += examples.inputs()[i * d + k] * examples.inputs()[j * d + k];
          }
          kernel.setEntry(i, j, sum);
        }
      }
      double[] dual =
          new CholeskyDecomposition(kernel, 1e-9, 0)
              .getSolver()
              .solve(MatrixUtils.createRealVector(examples.labels()))
              .toArray();
      double[] w = new double[d];
      for (int i = 0; i < n; i++) {
        examples.add(dual[i], i, w);
      }
      return w;
    };
  }

  /** Least squares by the pseudo-inverse, of the kernel where that is the smaller matrix. */
  static LearningRule pseudoInverse() {
    return examples -> {
      int n = examples.context();
      int d = examples.dimension();
      RealMatrix x = new Array2DRowRealMatrix(n, d);
      for (int i = 0; i < n * d; i++) {
        x.setEntry(i / d, i % d, examples.inputs()[i]);
      }
      RealMatrix wide = n < d ? x.multiply(x.transpose()) : x;
      RealMatrix inverse = new SingularValueDecomposition(wide).getSolver().getInverse();
      double[] solved = inverse.operate(examples.labels());
      return n < d ? x.preMultiply(solved) : solved;
    };
  }

  /** A posterior over a pool, updated example by example. */
  static LearningRule sequentialPosterior(List<double[]> pool, double noise) {
    return examples -> {
      double[] p = new double[pool.size()];
      Arrays.fill(p, 1.0 / p.length);
      for (int i = 0; i < examples.context(); i++) {
        double[] misses = new double[p.length];
        for (int m = 0; m < p.length; m++) {
          double miss = (examples.labels()[i] - examples.predicted(pool.get(m), i)) / noise;
          misses[m] = miss * miss / 2;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int m = 0; m < p.length; m++) {
          least = p[m] > 0 ? Math.min(least, misses[m]) : least;
        }
        double total = 0;
        for (int m = 0; m < p.length; m++) {
          p[m] = p[m] > 0 ? p[m] * Math.exp(least - misses[m]) : 0;
          total += p[m];
        }
        for (int m = 0; m < p.length; m++) {
          p[m] /= total;
        }
      }
      double[] w = new double[examples.dimension()];
      for (int m = 0; m < p.length; m++) {
        for (int k = 0; k < w.length; k++) {
          w[k] += p[m] * pool.get(m)[k];
        }
      }
      return w;
    };
  }

  /** One pass of gradient steps, from the last example back: Σᵢ η yᵢ Π_{j>i} (I − η xⱼxⱼᵀ) xᵢ. */
  static LearningRule unrolledPass(double rate) {
    return examples -> {
      int d = examples.dimension();
      RealMatrix after = MatrixUtils.createRealIdentityMatrix(d);
      double[] w = new double[d];
      for (int i = examples.context() - 1; i >= 0; i--) {
        double[] x = Arrays.copyOfRange(examples.inputs(), i * d, (i + 1) * d);
        double[] reached = after.operate(x);
        for (int k = 0; k < d; k++) {
          w[k] += rate * examples.labels()[i] * reached[k];
          for (int l = 0; l < d; l++) {
            after.addToEntry(k, l, -rate * reached[k] * x[l]);
          }
        }
      }
      return w;
    };
  }
}
