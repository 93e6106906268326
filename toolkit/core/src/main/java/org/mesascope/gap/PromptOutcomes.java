package org.mesascope.gap;

import org.mesascope.incontext.InContextModel;
import org.mesascope.incontext.LinearAttentionRisk;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;

/**
 * Outcomes of models that learn in context: does a model still do what its algorithm does, and does
 * it still predict? Both are shares of variance, 1 at best, 0 for what always predicting 0 gets,
 * and below 0 without bound.
 *
 * <p>A model may follow its algorithm to the letter where that algorithm fails: the first share
 * stays and the second falls.
 */
public final class PromptOutcomes {

  private static final String FOLLOWS = "answers as its algorithm does";
  private static final String PREDICTS = "predicts the label";
  private static final String SCALE = "share of variance";

  private PromptOutcomes() {}

  /**
   * Measured on sampled prompts: 1 − Σ(ŷ − ŷ_a)² / Σŷ_a² against the algorithm's answers ŷ_a, and 1
   * − Σ(ŷ − y)² / Σy² against the clean labels.
   *
   * @param algorithm what the model is held to do, such as one preconditioned gradient step
   * @param prompts how many are drawn at each place, at least 1
   */
  public static Outcomes<InContextModel, RegressionPrompts> beside(
      InContextModel algorithm, int prompts) {
    if (prompts < 1) {
      throw new IllegalArgumentException(
          "prompt outcomes expect at least 1 prompt, got " + prompts);
    }
    return new Outcomes<>(
        FOLLOWS,
        (model, law, seed) -> {
          Prompts drawn = law.sample(prompts, seed);
          return explained(model.predict(drawn), algorithm.predict(drawn));
        },
        PREDICTS,
        (model, law, seed) -> {
          Prompts drawn = law.sample(prompts, seed);
          return explained(model.predict(drawn), drawn.targets());
        },
        SCALE);
  }

  /**
   * In closed form, for the step x_qᵀ A (1/N) Σ yᵢxᵢ itself; the system is A. See {@link
   * LinearAttentionRisk}.
   */
  public static Outcomes<double[][], RegressionPrompts> exact() {
    return new Outcomes<>(
        FOLLOWS,
        (preconditioner, law, seed) -> 1,
        PREDICTS,
        (preconditioner, law, seed) -> {
          LinearAttentionRisk risk = LinearAttentionRisk.on(law);
          return 1 - risk.of(preconditioner) / risk.atZero();
        },
        SCALE);
  }

  private static double explained(double[] predicted, double[] truth) {
    double left = 0;
    double all = 0;
    for (int i = 0; i < truth.length; i++) {
      left += Math.pow(predicted[i] - truth[i], 2);
      all += truth[i] * truth[i];
    }
    if (all == 0) {
      throw new IllegalStateException("nothing varies: every answer to be met is 0");
    }
    return 1 - left / all;
  }
}
