package org.mesascope.numeric;

/** Elementwise functions over stretches of an array; source and target may be the same. */
public final class Activations {

  private Activations() {}

  /** to[i] = tanh(from[i]), within 1e-6 of the true value. */
  public static void tanh(float[] from, int fromAt, float[] to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] = (float) Math.tanh(from[fromAt + i]);
    }
  }

  /** to[i] = 1 / (1 + exp(−from[i])), within 1e-6 of the true value. */
  public static void sigmoid(float[] from, int fromAt, float[] to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] = (float) (1 / (1 + Math.exp(-from[fromAt + i])));
    }
  }
}
