package org.mesascope.incontext;

/** Arithmetic of small dense matrices, {@code [row][column]}; arguments are left as they are. */
final class Small {

  private Small() {}

  static double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        double w = a[i][j];
        for (int k = 0; k < product[i].length; k++) {
          product[i][k] += w * b[j][k];
        }
      }
    }
    return product;
  }

  static double[] times(double[][] a, double[] x) {
    double[] product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < x.length; j++) {
        product[i] += a[i][j] * x[j];
      }
    }
    return product;
  }

  static double[][] plus(double[][] a, double[][] b) {
    double[][] sum = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i].clone();
      for (int k = 0; k < sum[i].length; k++) {
        sum[i][k] += b[i][k];
      }
    }
    return sum;
  }

  static double[][] scaled(double[][] a, double factor) {
    double[][] scaled = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      scaled[i] = a[i].clone();
      for (int k = 0; k < scaled[i].length; k++) {
        scaled[i][k] *= factor;
      }
    }
    return scaled;
  }

  static double[][] transposed(double[][] a) {
    double[][] transposed = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < a[i].length; k++) {
        transposed[k][i] = a[i][k];
      }
    }
    return transposed;
  }

  static double[][] square(double[] rows, int size) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(rows, i * size, matrix[i], 0, size);
    }
    return matrix;
  }

  static double trace(double[][] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i][i];
    }
    return sum;
  }
}
