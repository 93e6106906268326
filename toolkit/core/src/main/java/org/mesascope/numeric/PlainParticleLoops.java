package org.mesascope.numeric;

/** The loops in plain Java. */
final class PlainParticleLoops implements ParticleLoops {

  @Override
  public void layer(
      int outputs,
      int inputs,
      int columns,
      int particles,
      float[] weights,
      int weightsAt,
      int biasAt,
      float[] x,
      float[] y,
      boolean rectified) {
    int next = columns * particles;
    for (int o = 0; o < outputs; o++) {
      int row = weightsAt + o * inputs * particles;
      for (int c = 0; c < columns; c++) {
        int to = o * next + c * particles;
        System.arraycopy(weights, biasAt + o * particles, y, to, particles);
        int i = 0;
        for (int w = row, from = c * particles; i + 4 <= inputs; i += 4) {
          four(weights, w, x, from, next, y, to, particles);
          w += 4 * particles;
          from += 4 * next;
        }
        for (; i < inputs; i++) {
          one(weights, row + i * particles, x, i * next + c * particles, y, to, particles);
        }
        if (rectified) {
          rectify(y, to, particles);
        }
      }
    }
  }

  private static void four(
      float[] w, int w0, float[] x, int x0, int next, float[] y, int yAt, int particles) {
    int w1 = w0 + particles;
    int w2 = w1 + particles;
    int w3 = w2 + particles;
    int x1 = x0 + next;
    int x2 = x1 + next;
    int x3 = x2 + next;
    for (int p = 0; p < particles; p++) {
      float sum = Math.fma(w[w0 + p], x[x0 + p], y[yAt + p]);
      sum = Math.fma(w[w1 + p], x[x1 + p], sum);
      sum = Math.fma(w[w2 + p], x[x2 + p], sum);
      y[yAt + p] = Math.fma(w[w3 + p], x[x3 + p], sum);
    }
  }

  private static void one(
      float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, int particles) {
    for (int p = 0; p < particles; p++) {
      y[yAt + p] = Math.fma(w[wAt + p], x[xAt + p], y[yAt + p]);
    }
  }

  private static void rectify(float[] y, int at, int count) {
    for (int p = at; p < at + count; p++) {
      y[p] = Math.max(y[p], 0);
    }
  }

  @Override
  public void perturb(float[] centre, float[] shift, int pairs, int copies, float[] to) {
    for (int w = 0; w < centre.length; w++) {
      float middle = centre[w];
      int plus = 2 * w * pairs * copies;
      int minus = plus + pairs * copies;
      for (int p = 0; p < pairs; p++) {
        float by = shift[w * pairs + p];
        for (int c = p * copies; c < (p + 1) * copies; c++) {
          to[plus + c] = middle + by;
          to[minus + c] = middle - by;
        }
      }
    }
  }

  @Override
  public void exp(float[] from, float[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] = Exponential.of(from[i]);
    }
  }
}
