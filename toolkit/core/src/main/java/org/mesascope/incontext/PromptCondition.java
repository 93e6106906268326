package org.mesascope.incontext;

import java.util.Arrays;
import java.util.List;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.WeightLaw;

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
    Rivals.positive("an input scale", factor);
    return new PromptCondition(
        "inputs × " + Rivals.shown(factor),
        new RegressionPrompts(
            training.inputs().scaled(factor),
            training.weights(),
            training.context(),
            training.noise()));
  }

  /** Another number of examples. */
  public static PromptCondition context(RegressionPrompts training, int examples) {
    return new PromptCondition(
        examples + " examples",
        new RegressionPrompts(training.inputs(), training.weights(), examples, training.noise()));
  }

  /** Labels with another noise. */
  public static PromptCondition noise(RegressionPrompts training, double noise) {
    return new PromptCondition(
        "noise " + Rivals.shown(noise),
        new RegressionPrompts(training.inputs(), training.weights(), training.context(), noise));
  }

  /** Hidden weights scaled by a factor above 0. */
  public static PromptCondition weights(RegressionPrompts training, double factor) {
    Rivals.positive("a weight scale", factor);
    WeightLaw law = training.weights();
    WeightLaw scaled;
    if (law instanceof WeightLaw.Gaussian gaussian) {
      scaled = new WeightLaw.Gaussian(factor * gaussian.scale());
    } else if (law instanceof WeightLaw.Pool pool) {
      scaled =
          new WeightLaw.Pool(
              pool.members().stream()
                  .map(w -> Arrays.stream(w).map(x -> factor * x).toArray())
                  .toList());
    } else {
      throw new IllegalStateException("no scale is known for weights of " + law);
    }
    return new PromptCondition(
        "weights × " + Rivals.shown(factor),
        new RegressionPrompts(training.inputs(), scaled, training.context(), training.noise()));
  }
}
