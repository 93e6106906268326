package org.mesascope.incontext;

import java.util.Arrays;

/**
 * Sums over rows of floats, one prompt a lane. Rows are whole arrays and loops start at lane 0,
 * which is what the JIT compiler turns into vector code by itself. Every sum runs in a fixed order.
 */
final class Lanes {

  private Lanes() {}

  /** Zeroed rows. */
  static float[][] rows(int count, int lanes) {
    return new float[count][lanes];
  }

  static void clear(float[] to, int n) {
    Arrays.fill(to, 0, n, 0);
  }

  /** to[b] += Σⱼ w[at + j·step] x[xAt + j·xStep][b], over {@code terms} j. */
  static void combine(
      float[] to, int n, int terms, float[] w, int at, int step, float[][] x, int xAt, int xStep) {
    int j = 0;
    for (; j + 4 <= terms; j += 4) {
      int k = at + j * step;
      int r = xAt + j * xStep;
      combine4(
          to,
          n,
          w[k],
          w[k + step],
          w[k + 2 * step],
          w[k + 3 * step],
          x[r],
          x[r + xStep],
          x[r + 2 * xStep],
          x[r + 3 * xStep]);
    }
    for (; j < terms; j++) {
      combine1(to, n, w[at + j * step], x[xAt + j * xStep]);
    }
  }

  private static void combine4(
      float[] to,
      int n,
      float w0,
      float w1,
      float w2,
      float w3,
      float[] x0,
      float[] x1,
      float[] x2,
      float[] x3) {
    for (int b = 0; b < n; b++) {
      to[b] += w0 * x0[b] + w1 * x1[b] + (w2 * x2[b] + w3 * x3[b]);
    }
  }

  private static void combine1(float[] to, int n, float w, float[] x) {
    for (int b = 0; b < n; b++) {
      to[b] += w * x[b];
    }
  }

  /** to[b] += Σⱼ x[xAt + j·xStep][b] y[yAt + j·yStep][b], over {@code terms} j. */
  static void dot(
      float[] to,
      int n,
      int terms,
      float[][] x,
      int xAt,
      int xStep,
      float[][] y,
      int yAt,
      int yStep) {
    int j = 0;
    for (; j + 4 <= terms; j += 4) {
      int p = xAt + j * xStep;
      int q = yAt + j * yStep;
      dot4(
          to,
          n,
          x[p],
          x[p + xStep],
          x[p + 2 * xStep],
          x[p + 3 * xStep],
          y[q],
          y[q + yStep],
          y[q + 2 * yStep],
          y[q + 3 * yStep]);
    }
    for (; j < terms; j++) {
      dot1(to, n, x[xAt + j * xStep], y[yAt + j * yStep]);
    }
  }

  private static void dot4(
      float[] to,
      int n,
      float[] x0,
      float[] x1,
      float[] x2,
      float[] x3,
      float[] y0,
      float[] y1,
      float[] y2,
      float[] y3) {
    for (int b = 0; b < n; b++) {
      to[b] += x0[b] * y0[b] + x1[b] * y1[b] + (x2[b] * y2[b] + x3[b] * y3[b]);
    }
  }

  private static void dot1(float[] to, int n, float[] x, float[] y) {
    for (int b = 0; b < n; b++) {
      to[b] += x[b] * y[b];
    }
  }

  /** to[b] = x[b] y[b]. */
  static void times(float[] to, int n, float[] x, float[] y) {
    for (int b = 0; b < n; b++) {
      to[b] = x[b] * y[b];
    }
  }

  /** to[b] += x[b]. */
  static void add(float[] to, int n, float[] x) {
    for (int b = 0; b < n; b++) {
      to[b] += x[b];
    }
  }

  /** to[b] *= w. */
  static void scale(float[] to, int n, float w) {
    for (int b = 0; b < n; b++) {
      to[b] *= w;
    }
  }

  /** to[at + j·step] += Σ_b x[b] y[yAt + j·yStep][b], over {@code terms} j. */
  static void sums(
      float[] to, int at, int step, int n, int terms, float[] x, float[][] y, int yAt, int yStep) {
    int j = 0;
    for (; j + 4 <= terms; j += 4) {
      int q = yAt + j * yStep;
      sums4(to, at + j * step, step, n, x, y[q], y[q + yStep], y[q + 2 * yStep], y[q + 3 * yStep]);
    }
    for (; j < terms; j++) {
      float[] one = y[yAt + j * yStep];
      float sum = 0;
      for (int b = 0; b < n; b++) {
        sum += x[b] * one[b];
      }
      to[at + j * step] += sum;
    }
  }

  private static void sums4(
      float[] to,
      int at,
      int step,
      int n,
      float[] x,
      float[] y0,
      float[] y1,
      float[] y2,
      float[] y3) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    for (int b = 0; b < n; b++) {
      s0 += x[b] * y0[b];
      s1 += x[b] * y1[b];
      s2 += x[b] * y2[b];
      s3 += x[b] * y3[b];
    }
    to[at] += s0;
    to[at + step] += s1;
    to[at + 2 * step] += s2;
    to[at + 3 * step] += s3;
  }
}
