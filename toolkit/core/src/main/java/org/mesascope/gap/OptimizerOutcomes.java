package org.mesascope.gap;

import java.util.function.DoubleUnaryOperator;
import org.mesascope.optimizer.Optimizer;
import org.mesascope.optimizer.Unroll;
import org.mesascope.stats.Seed;
import org.mesascope.task.InnerProblems;

/**
 * Outcomes of optimizers, learned or not: does the loss end lower than it began, and does it end as
 * low as was asked? Shares of problems, so that one that diverges counts as one.
 */
public final class OptimizerOutcomes {

  private OptimizerOutcomes() {}

  /**
   * Measured on sampled problems, the same for both questions.
   *
   * @param solved the loss counts as solved at most at this share of where it began, in (0, 1)
   * @param problems how many are drawn at each place, at least 1
   */
  public static Outcomes<Optimizer, InnerProblems> solving(double solved, int problems) {
    if (!(solved > 0 && solved < 1) || problems < 1) {
      throw new IllegalArgumentException(
          "optimizer outcomes expect a share in (0, 1) and at least 1 problem, got %s and %d"
              .formatted(solved, problems));
    }
    return new Outcomes<>(
        "the loss falls",
        (optimizer, inner, seed) -> below(optimizer, inner, problems, seed, start -> start),
        "the loss falls to %s of its start".formatted(solved),
        (optimizer, inner, seed) ->
            below(optimizer, inner, problems, seed, start -> solved * start),
        "share of problems");
  }

  private static double below(
      Optimizer optimizer, InnerProblems inner, int problems, Seed seed, DoubleUnaryOperator most) {
    Unroll unroll = Unroll.of(optimizer, inner.family().batch(problems, seed), inner.steps());
    float[] before = unroll.lossesAt(0);
    float[] after = unroll.lossesAt(inner.steps());
    int count = 0;
    for (int b = 0; b < problems; b++) {
      count += after[b] < before[b] && after[b] <= most.applyAsDouble(before[b]) ? 1 : 0;
    }
    return (double) count / problems;
  }
}
