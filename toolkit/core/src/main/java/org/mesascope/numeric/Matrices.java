package org.mesascope.numeric;

/**
 * Products of a small shared matrix with activations whose batch is innermost. Every method adds to
 * what the result holds; offsets are in elements; arrays must not overlap. Sums run in a fixed
 * order, so the bits do not depend on how work is split over threads.
 *
 * <p>Fast where the JVM was started with {@code --add-modules jdk.incubator.vector}, as the
 * launcher and the kernel are; correct without it.
 */
public final class Matrices {

  private static final int TILE = 16;

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
    stridedMultiplyAdd(rows, inner, batch, a, aAt, inner, 1, x, xAt, batch, y, yAt, batch);
  }

  /** x[k][b] += Σᵢ a[i][k] y[i][b]: what flows back through {@link #multiplyAdd}. */
  public static void transposedMultiplyAdd(
      int rows, int inner, int batch, float[] a, int aAt, float[] y, int yAt, float[] x, int xAt) {
    stridedMultiplyAdd(inner, rows, batch, a, aAt, 1, inner, y, yAt, batch, x, xAt, batch);
  }

  /**
   * y[i][b] += Σₖ a[i][k] x[k][b], where matrices are parts of larger ones. Each sum is one chain
   * of fused multiply-adds in the order of k that starts from y: the bits are the same with and
   * without the Vector API.
   *
   * @param aRow elements from a[i][k] to a[i + 1][k]
   * @param aInner elements from a[i][k] to a[i][k + 1]
   * @param xRow elements from x[k][b] to x[k + 1][b]
   * @param yRow elements from y[i][b] to y[i + 1][b]
   */
  public static void stridedMultiplyAdd(
      int rows,
      int inner,
      int batch,
      float[] a,
      int aAt,
      int aRow,
      int aInner,
      float[] x,
      int xAt,
      int xRow,
      float[] y,
      int yAt,
      int yRow) {
    Loops.FASTEST.multiplyAdd(rows, inner, batch, a, aAt, aRow, aInner, x, xAt, xRow, y, yAt, yRow);
  }

  /**
   * a[i][k] += Σ_b y[i][b] x[k][b]: the gradient of the shared matrix. The sum over the batch runs
   * in several chains, whose number is the implementation's own: with and without the Vector API
   * the results differ by rounding.
   */
  public static void outerAdd(
      int rows, int inner, int batch, float[] y, int yAt, float[] x, int xAt, float[] a, int aAt) {
    Loops.FASTEST.outerAdd(rows, inner, batch, y, yAt, x, xAt, a, aAt);
  }

  /** to[j][i] = from[i][j]. */
  public static void transpose(
      int rows, int columns, float[] from, int fromAt, float[] to, int toAt) {
    for (int i = 0; i < rows; i += TILE) {
      int below = Math.min(rows, i + TILE);
      for (int j = 0; j < columns; j++) {
        for (int r = i; r < below; r++) {
          to[toAt + j * rows + r] = from[fromAt + r * columns + j];
        }
      }
    }
  }
}
