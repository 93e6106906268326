package org.mesascope.numeric;

/**
 * Products of a small shared matrix with activations whose batch is innermost. Every method adds to
 * what the result holds; offsets are in elements; arrays must not overlap. Sums run in a fixed
 * order, so the bits do not depend on how work is split over threads.
 */
public final class Matrices {

  private Matrices() {}

  /**
   * y[i][b] += Σₖ a[i][k] x[k][b].
   *
   * @param rows rows of a and y
   * @param inner columns of a, rows of x
   * @param batch columns of x and y, contiguous
   */
  public static void multiplyAdd(
      int rows, int inner, int batch, float[] a, int aAt, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < inner; k++) {
        float w = a[aAt + i * inner + k];
        for (int b = 0; b < batch; b++) {
          y[yAt + i * batch + b] += w * x[xAt + k * batch + b];
        }
      }
    }
  }

  /** x[k][b] += Σᵢ a[i][k] y[i][b]: what flows back through {@link #multiplyAdd}. */
  public static void transposedMultiplyAdd(
      int rows, int inner, int batch, float[] a, int aAt, float[] y, int yAt, float[] x, int xAt) {
    for (int k = 0; k < inner; k++) {
      for (int i = 0; i < rows; i++) {
        float w = a[aAt + i * inner + k];
        for (int b = 0; b < batch; b++) {
          x[xAt + k * batch + b] += w * y[yAt + i * batch + b];
        }
      }
    }
  }

  /** a[i][k] += Σ_b y[i][b] x[k][b]: the gradient of the shared matrix. */
  public static void outerAdd(
      int rows, int inner, int batch, float[] y, int yAt, float[] x, int xAt, float[] a, int aAt) {
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < inner; k++) {
        float sum = 0;
        for (int b = 0; b < batch; b++) {
          sum += y[yAt + i * batch + b] * x[xAt + k * batch + b];
        }
        a[aAt + i * inner + k] += sum;
      }
    }
  }
}
