package org.mesascope.gap;

import java.util.function.Predicate;
import org.mesascope.task.FeatureUtility;
import org.mesascope.trace.Step;

/** Outcomes of systems that are known by their traces alone. */
public final class TraceOutcomes {

  private TraceOutcomes() {}

  /**
   * Shares of steps.
   *
   * @param capability what counts as getting anywhere, in words
   * @param capable whether a step did
   * @param objective what was intended, in words
   * @param intended whether a step got it
   */
  public static <E> Outcomes<TracedSystem<E>, E> shares(
      String capability, Predicate<Step> capable, String objective, Predicate<Step> intended) {
    return new Outcomes<>(capability, share(capable), objective, share(intended), "share of steps");
  }

  /** The share of the steps of a record of which something holds. */
  public static <E> Measure<TracedSystem<E>, E> share(Predicate<Step> holds) {
    return (system, environment, seed) -> {
      long[] counts = new long[2];
      system
          .act(environment, seed)
          .steps()
          .forEach(
              step -> {
                counts[0]++;
                counts[1] += holds.test(step) ? 1 : 0;
              });
      if (counts[0] == 0) {
        throw new IllegalStateException(
            "a system expects at least one step to be recorded in " + environment + ", got none");
      }
      return (double) counts[1] / counts[0];
    };
  }

  /**
   * Whether a step takes an alternative of the greatest utility on its menu.
   *
   * @return a test that throws an IllegalArgumentException on a step without a menu, or with one
   *     that lacks a feature
   */
  public static Predicate<Step> takesBest(FeatureUtility utility) {
    return step -> MenuValues.takesBest(step, utility);
  }
}
