package org.mesascope.infer;

/**
 * How two alternatives fared against each other.
 *
 * @param first one of them
 * @param second the other
 * @param wins how often the first was preferred
 * @param losses how often the second was
 * @param ties how often neither was
 */
public record Comparison(String first, String second, int wins, int losses, int ties) {

  /** Fails on a negative count, or an alternative compared with itself. */
  public Comparison {
    if (wins < 0 || losses < 0 || ties < 0) {
      throw new IllegalArgumentException(
          "a comparison of \"%s\" with \"%s\" expects counts of at least 0, got %d, %d and %d"
              .formatted(first, second, wins, losses, ties));
    }
    if (first.equals(second)) {
      throw new IllegalArgumentException("\"" + first + "\" is compared with itself");
    }
  }

  public static Comparison of(String first, String second, int wins, int losses) {
    return new Comparison(first, second, wins, losses, 0);
  }
}
