package org.mesascope.incontext;

import java.util.List;
import org.mesascope.task.RegressionPrompts;

/**
 * A named distribution of prompts that models are compared on.
 *
 * @param name such as "training" or "inputs × 2"
 */
public record PromptCondition(String name, RegressionPrompts prompts) {

  /**
   * The training distribution, and shifts that set algorithms apart: inputs twice as large, half
   * and twice the examples, noisier labels, weights twice as large.
   */
  public static List<PromptCondition> standard(RegressionPrompts training) {
    return List.of(
        new PromptCondition("training", training),
        inputs(training, 2),
        context(training, Math.max(1, training.context() / 2)),
        context(training, 2 * training.context()),
        noise(training, training.noise() + .5),
        weights(training, 2));
  }

  /** Inputs scaled by a factor above 0. */
  public static PromptCondition inputs(RegressionPrompts training, double factor) {
    return new PromptCondition("inputs × " + Rivals.shown(factor), training.withInputScale(factor));
  }

  /** Another number of examples. */
  public static PromptCondition context(RegressionPrompts training, int examples) {
    return new PromptCondition(examples + " examples", training.withContext(examples));
  }

  /** Labels with another noise. */
  public static PromptCondition noise(RegressionPrompts training, double noise) {
    return new PromptCondition("noise " + Rivals.shown(noise), training.withNoise(noise));
  }

  /** Hidden weights scaled by a factor above 0. */
  public static PromptCondition weights(RegressionPrompts training, double factor) {
    return new PromptCondition(
        "weights × " + Rivals.shown(factor), training.withWeightScale(factor));
  }
}
