package org.mesascope.dl4j;

/** Logarithms of probabilities from logits. */
final class Logits {

  private Logits() {}

  /**
   * Subtracts log Σ exp from the entries [from, to).
   *
   * @throws ArithmeticException if a logit is not finite
   */
  static void normalise(double[] logits, int from, int to) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = from; k < to; k++) {
      if (!Double.isFinite(logits[k])) {
        throw new ArithmeticException("the network's outputs are not finite");
      }
      max = Math.max(max, logits[k]);
    }
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += Math.exp(logits[k] - max);
    }
    double total = max + Math.log(sum);
    for (int k = from; k < to; k++) {
      logits[k] -= total;
    }
  }
}
