package org.mesascope.task;

import java.util.random.RandomGenerator;

/** Orthogonal matrices, row by row. */
final class Rotations {

  private Rotations() {}

  /**
   * One drawn uniformly (Haar measure): Gaussian rows, made orthonormal by Gram and Schmidt's
   * method, twice over against rounding. O(d³).
   */
  static double[] draw(int dimension, RandomGenerator random) {
    double[] q = new double[dimension * dimension];
    for (int i = 0; i < q.length; i++) {
      q[i] = random.nextGaussian();
    }
    for (int row = 0; row < dimension; row++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int other = 0; other < row; other++) {
          add(q, row, other, -dot(q, row, other, dimension), dimension);
        }
        double length = Math.sqrt(dot(q, row, row, dimension));
        for (int j = 0; j < dimension; j++) {
          q[row * dimension + j] /= length;
        }
      }
    }
    return q;
  }

  /** The product of two square matrices. */
  static double[] times(double[] a, double[] b, int dimension) {
    double[] product = new double[dimension * dimension];
    for (int i = 0; i < dimension; i++) {
      for (int k = 0; k < dimension; k++) {
        double factor = a[i * dimension + k];
        for (int j = 0; j < dimension; j++) {
          product[i * dimension + j] += factor * b[k * dimension + j];
        }
      }
    }
    return product;
  }

  private static double dot(double[] q, int row, int other, int dimension) {
    double sum = 0;
    for (int j = 0; j < dimension; j++) {
      sum += q[row * dimension + j] * q[other * dimension + j];
    }
    return sum;
  }

  private static void add(double[] q, int row, int other, double factor, int dimension) {
    for (int j = 0; j < dimension; j++) {
      q[row * dimension + j] += factor * q[other * dimension + j];
    }
  }
}
