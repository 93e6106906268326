package org.mesascope.optimizer;

/**
 * Signals and their optimal codes.
 *
 * @param count how many
 * @param signals {@code [dimension][count]}
 * @param codes {@code [atoms][count]}
 */
public record SparseSignals(int count, float[] signals, float[] codes) {

  /** ‖z − z*‖² summed over all, as a share of ‖z*‖². */
  public double relativeError(float[] found) {
    double wrong = 0;
    double whole = 0;
    for (int i = 0; i < codes.length; i++) {
      double difference = (double) found[i] - codes[i];
      wrong += difference * difference;
      whole += (double) codes[i] * codes[i];
    }
    if (whole == 0) {
      throw new ArithmeticException(
          "every optimal code is 0, so that errors have no scale: lower the penalty");
    }
    return wrong / whole;
  }
}
