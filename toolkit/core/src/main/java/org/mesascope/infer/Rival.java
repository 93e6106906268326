package org.mesascope.infer;

/**
 * Another explanation of the same traces.
 *
 * @param name such as "uniform" or "imitation by state"
 * @param logLikelihood of the same choices, in nats
 * @param parameters how many were fitted
 */
public record Rival(String name, double logLikelihood, int parameters) {

  private static final double ROUNDING = 1e-9;

  /** Akaike's information criterion, 2k − 2 log L: less is better. */
  public double aic() {
    return 2.0 * parameters - 2 * logLikelihood;
  }

  /**
   * Schwarz's criterion, k log n − 2 log L: less is better.
   *
   * @param n how many choices
   */
  public double bic(int n) {
    return parameters * Math.log(n) - 2 * logLikelihood;
  }

  /** Whether this explanation has the smaller {@link #bic} by more than rounding. */
  boolean beats(Rival other, int n) {
    return bic(n) < other.bic(n) - ROUNDING * (1 + Math.abs(other.bic(n)));
  }
}
