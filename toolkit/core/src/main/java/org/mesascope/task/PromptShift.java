package org.mesascope.task;

import java.util.List;

/** The ways that prompts of in-context regression may leave their training distribution. */
public final class PromptShift {

  private static final List<Double> FACTORS = List.of(.25, .5, 1.0, 1.25, 1.5, 2.0, 3.0);

  private PromptShift() {}

  /** Inputs times a factor; strength 1 is training. */
  public static Shift<RegressionPrompts> inputScale(RegressionPrompts training) {
    return new Shift<>(
        "input scale ×",
        FACTORS,
        Mixture.of(training),
        factor -> Mixture.of(training.withInputScale(factor)));
  }

  /** Hidden weights times a factor; strength 1 is training. */
  public static Shift<RegressionPrompts> weightScale(RegressionPrompts training) {
    return new Shift<>(
        "weight scale ×",
        FACTORS,
        Mixture.of(training),
        factor -> Mixture.of(training.withWeightScale(factor)));
  }

  /** The standard deviation of the labels' noise; the training's own lies among the strengths. */
  public static Shift<RegressionPrompts> noise(RegressionPrompts training) {
    double own = training.noise();
    return new Shift<>(
        "label noise",
        List.of(own, own + .5, own + 1, own + 2),
        Mixture.of(training),
        deviation -> Mixture.of(training.withNoise(deviation)));
  }

  /** The number of examples, from a quarter of the training's to ten times as many. */
  public static Shift<RegressionPrompts> context(RegressionPrompts training) {
    int own = training.context();
    return new Shift<>(
        "examples",
        List.of(.25, .5, 1.0, 2.0, 5.0, 10.0).stream()
            .map(times -> Math.max(1, Math.rint(times * own)))
            .distinct()
            .toList(),
        Mixture.of(training),
        examples -> Mixture.of(training.withContext(TaskShift.whole("a context", examples))));
  }
}
