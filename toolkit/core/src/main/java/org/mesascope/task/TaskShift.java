package org.mesascope.task;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;

/** The ways that a learned optimizer's problems may leave its training distribution. */
public final class TaskShift {

  private TaskShift() {}

  /** Losses times a factor; strength 1 is training. */
  public static Shift<TaskFamily> scale(TaskFamily training) {
    return new Shift<>(
        "f ×",
        List.of(.1, 1.0, 10.0, 100.0),
        Mixture.of(training),
        factor -> Mixture.of(Augmented.of(training, new Augmentation.LossScale(factor, factor))));
  }

  /**
   * Condition numbers times a factor, as {@link Quadratics#conditioned}; strength 1 is training.
   */
  public static Shift<TaskFamily> conditioning(Quadratics training) {
    return new Shift<>(
        "condition ×",
        List.of(1.0, 3.0, 10.0, 30.0, 100.0),
        Mixture.of(training),
        factor -> Mixture.of(training.conditioned(factor)));
  }

  /** More parameters, or fewer. */
  public static Shift<TaskFamily> dimension(int trained, IntFunction<? extends TaskFamily> family) {
    return new Shift<>(
        "dimension",
        List.of((double) trained, 3.0 * trained, 10.0 * trained),
        Mixture.of(family.apply(trained)),
        d -> Mixture.of(family.apply(whole("a dimension", d))));
  }

  /** The same problems for ever more steps: a fifth of the trained horizon to ten times it. */
  public static Shift<InnerProblems> horizon(TaskFamily training, int trained) {
    return new Shift<>(
        "steps",
        DoubleStream.of(.2, .5, 1, 2, 5, 10)
            .map(times -> Math.max(1, Math.rint(times * trained)))
            .distinct()
            .boxed()
            .toList(),
        Mixture.of(new InnerProblems(training, trained)),
        steps -> Mixture.of(new InnerProblems(training, whole("a horizon", steps))));
  }

  static int whole(String what, double value) {
    if (value != Math.rint(value) || !(value >= 1) || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          what + " expects a whole number of at least 1, got " + value);
    }
    return (int) value;
  }
}
