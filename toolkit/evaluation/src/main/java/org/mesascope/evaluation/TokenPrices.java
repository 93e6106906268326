package org.mesascope.evaluation;

/**
 * What tokens cost, in whatever currency.
 *
 * @param inputs of a million tokens of prompts
 * @param outputs of a million tokens of answers
 */
public record TokenPrices(double inputs, double outputs) {

  /** What costs nothing, such as a model of one's own. */
  public static final TokenPrices FREE = new TokenPrices(0, 0);

  private static final double MILLION = 1e6;

  public TokenPrices {
    if (!(inputs >= 0 && outputs >= 0 && Double.isFinite(inputs + outputs))) {
      throw new IllegalArgumentException(
          "prices of a million tokens expect numbers of at least 0, got %s and %s"
              .formatted(inputs, outputs));
    }
  }

  /** The cost of one exchange. */
  public double of(long in, long out) {
    return (in * inputs + out * outputs) / MILLION;
  }
}
