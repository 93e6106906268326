package org.mesascope.numeric;

/** The loops in plain Java, shaped so that the JIT compiler vectorises what it can. */
final class PlainLoops implements Loops {

  @Override
  public void multiplyAdd(
      int rows,
      int inner,
      int columns,
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
    int fused = inner & ~7;
    for (int i = 0; i < rows; i++) {
      int to = yAt + i * yRow;
      for (int k = 0; k < fused; k += 8) {
        eight(a, aAt + i * aRow + k * aInner, aInner, x, xAt + k * xRow, xRow, y, to, columns);
      }
      for (int k = fused; k < inner; k++) {
        one(a[aAt + i * aRow + k * aInner], x, xAt + k * xRow, y, to, columns);
      }
    }
  }

  private static void eight(
      float[] a, int aAt, int step, float[] x, int x0, int row, float[] y, int yAt, int columns) {
    float a0 = a[aAt];
    float a1 = a[aAt + step];
    float a2 = a[aAt + 2 * step];
    float a3 = a[aAt + 3 * step];
    float a4 = a[aAt + 4 * step];
    float a5 = a[aAt + 5 * step];
    float a6 = a[aAt + 6 * step];
    float a7 = a[aAt + 7 * step];
    int x1 = x0 + row;
    int x2 = x1 + row;
    int x3 = x2 + row;
    int x4 = x3 + row;
    int x5 = x4 + row;
    int x6 = x5 + row;
    int x7 = x6 + row;
    for (int j = 0; j < columns; j++) {
      float sum = Math.fma(a0, x[x0 + j], y[yAt + j]);
      sum = Math.fma(a1, x[x1 + j], sum);
      sum = Math.fma(a2, x[x2 + j], sum);
      sum = Math.fma(a3, x[x3 + j], sum);
      sum = Math.fma(a4, x[x4 + j], sum);
      sum = Math.fma(a5, x[x5 + j], sum);
      sum = Math.fma(a6, x[x6 + j], sum);
      y[yAt + j] = Math.fma(a7, x[x7 + j], sum);
    }
  }

  private static void one(float w, float[] x, int xAt, float[] y, int yAt, int columns) {
    for (int j = 0; j < columns; j++) {
      y[yAt + j] = Math.fma(w, x[xAt + j], y[yAt + j]);
    }
  }

  @Override
  public void outerAdd(
      int rows, int inner, int batch, float[] y, int yAt, float[] x, int xAt, float[] a, int aAt) {
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < inner; k++) {
        a[aAt + i * inner + k] += dot(y, yAt + i * batch, x, xAt + k * batch, batch);
      }
    }
  }

  private static float dot(float[] y, int yAt, float[] x, int xAt, int count) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int fours = count & ~3;
    for (int b = 0; b < fours; b += 4) {
      s0 = Math.fma(y[yAt + b], x[xAt + b], s0);
      s1 = Math.fma(y[yAt + b + 1], x[xAt + b + 1], s1);
      s2 = Math.fma(y[yAt + b + 2], x[xAt + b + 2], s2);
      s3 = Math.fma(y[yAt + b + 3], x[xAt + b + 3], s3);
    }
    for (int b = fours; b < count; b++) {
      s0 = Math.fma(y[yAt + b], x[xAt + b], s0);
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public void tanh(float[] from, int fromAt, float[] to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] = RationalTanh.of(from[fromAt + i]);
    }
  }

  @Override
  public void sigmoid(float[] from, int fromAt, float[] to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] = Math.fma(.5f, RationalTanh.of(.5f * from[fromAt + i]), .5f);
    }
  }
}
