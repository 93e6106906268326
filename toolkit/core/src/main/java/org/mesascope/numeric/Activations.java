package org.mesascope.numeric;

/**
 * Elementwise functions over stretches of an array; source and target may be the same. With and
 * without the Vector API they give the same bits.
 */
public final class Activations {

  private Activations() {}

  /** to[i] = tanh(from[i]), within 1e-6 of the true value. */
  public static void tanh(float[] from, int fromAt, float[] to, int toAt, int count) {
    Loops.FASTEST.tanh(from, fromAt, to, toAt, count);
  }

  /** to[i] = 1 / (1 + exp(−from[i])), within 1e-6 of the true value. */
  public static void sigmoid(float[] from, int fromAt, float[] to, int toAt, int count) {
    Loops.FASTEST.sigmoid(from, fromAt, to, toAt, count);
  }
}
