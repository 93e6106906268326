package org.mesascope.train;

/** Logits to probabilities, row by row. */
final class Softmax {

  private Softmax() {}

  /** Normalises each row of so many logits, shifted by its maximum, into {@code p}. */
  static void rows(double[] logits, int actions, double[] p) {
    for (int first = 0; first < logits.length; first += actions) {
      double max = Double.NEGATIVE_INFINITY;
      for (int a = first; a < first + actions; a++) {
        max = Math.max(max, logits[a]);
      }
      double sum = 0;
      for (int a = first; a < first + actions; a++) {
        p[a] = Math.exp(logits[a] - max);
        sum += p[a];
      }
      for (int a = first; a < first + actions; a++) {
        p[a] /= sum;
      }
    }
  }
}
