package org.mesascope.incontext;

/**
 * How an attribution is made.
 *
 * @param prompts compared on in each condition, at least 50
 * @param fitPrompts separate prompts that a rival is fitted on, at least 50; {@value #PROMPTS_EACH}
 *     for each of its free numbers where that is more
 * @param tolerance how far from a model a consistent rival may predict, as a share of the median
 *     distance between two rivals; in (0, 1)
 * @param level coverage that intervals aim at, in (0, 1)
 */
public record AttributionOptions(int prompts, int fitPrompts, double tolerance, double level) {

  /** Prompts to fit one free number on, so that a matrix is not fitted to chance. */
  static final int PROMPTS_EACH = 20;

  /** Fails on anything out of range. */
  public AttributionOptions {
    if (prompts < 50 || fitPrompts < 50) {
      throw new IllegalArgumentException(
          "an attribution expects at least 50 prompts to fit and 50 to compare on, got %d and %d"
              .formatted(fitPrompts, prompts));
    }
    if (!(tolerance > 0 && tolerance < 1) || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "an attribution expects a tolerance and a level in (0, 1), got %s and %s"
              .formatted(tolerance, level));
    }
  }

  /**
   * 2,000 prompts to compare on and 500 to fit on, .1, 95 %. A tenth of the way between two
   * algorithms is a deviation that training leaves (a trained layer of linear attention lies at .02
   * to .04 from its step), and four times less than what sets gradient descent apart from ridge.
   */
  public static AttributionOptions defaults() {
    return new AttributionOptions(2_000, 500, .1, .95);
  }

  public AttributionOptions withPrompts(int count) {
    return new AttributionOptions(count, fitPrompts, tolerance, level);
  }

  public AttributionOptions withFitPrompts(int count) {
    return new AttributionOptions(prompts, count, tolerance, level);
  }

  public AttributionOptions withTolerance(double share) {
    return new AttributionOptions(prompts, fitPrompts, share, level);
  }

  public AttributionOptions withLevel(double coverage) {
    return new AttributionOptions(prompts, fitPrompts, tolerance, coverage);
  }
}
