package org.mesascope.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleToIntFunction;
import org.mesascope.display.Progress;
import org.mesascope.stats.Seed;
import org.mesascope.task.InnerProblems;
import org.mesascope.task.Quadratics;
import org.mesascope.task.Shift;
import org.mesascope.task.TaskBatch;
import org.mesascope.task.TaskFamily;
import org.mesascope.task.TaskShift;

/**
 * How optimizers fare as problems move away from those of meta-training in one respect, strength by
 * strength. All optimizers see the same problems, and every strength draws from the same seed, so
 * that shifts which change a function and not its draw are paired too.
 *
 * <pre>{@code
 * var shift = TaskShift.conditioning(Quadratics.random(10));
 * var report = OptimizerSweep.over(shift, 100).run(List.of(lstm, adam), seed.split("condition"));
 * display(report.figure());
 * display(report.table());
 * }</pre>
 *
 * @param axis what grows: an axis label
 * @param strengths ascending, above 0
 * @param family of the problems at a strength
 * @param steps that are taken at a strength
 * @param problems how many are drawn at each strength
 */
public record OptimizerSweep(
    String axis,
    List<Double> strengths,
    DoubleFunction<TaskFamily> family,
    DoubleToIntFunction steps,
    int problems) {

  /** Fails where there is nothing to run. */
  public OptimizerSweep {
    strengths = List.copyOf(strengths);
    if (strengths.isEmpty() || problems < 1) {
      throw new IllegalArgumentException(
          "a sweep expects at least one strength and one problem, got %d and %d"
              .formatted(strengths.size(), problems));
    }
    for (int i = 0; i < strengths.size(); i++) {
      if (!(strengths.get(i) > (i == 0 ? 0 : strengths.get(i - 1)))) {
        throw new IllegalArgumentException(
            "a sweep over \"%s\" expects ascending strengths above 0, got %s"
                .formatted(axis, strengths));
      }
    }
  }

  /** A shift's own strengths, 256 problems at each. */
  public static OptimizerSweep over(Shift<TaskFamily> shift, int steps) {
    return new OptimizerSweep(
        shift.strength(), shift.strengths(), s -> only(shift, s), s -> steps, 256);
  }

  /** The same problems for ever more steps: a fifth of the trained horizon to ten times it. */
  public static OptimizerSweep horizon(TaskFamily training, int trained) {
    Shift<InnerProblems> shift = TaskShift.horizon(training, trained);
    return new OptimizerSweep(
        shift.strength(), shift.strengths(), s -> training, s -> (int) s, 256);
  }

  /**
   * Horizon, dimension, conditioning and scale of random quadratics, one sweep each.
   *
   * @see TaskShift
   */
  public static List<OptimizerSweep> ofQuadratics(int dimension, int steps) {
    Quadratics training = Quadratics.random(dimension);
    return List.of(
        horizon(training, steps),
        over(TaskShift.dimension(dimension, Quadratics::random), steps),
        over(TaskShift.conditioning(training), steps),
        over(TaskShift.scale(training), steps));
  }

  public OptimizerSweep withProblems(int value) {
    return new OptimizerSweep(axis, strengths, family, steps, value);
  }

  public OptimizerSweep withStrengths(List<Double> value) {
    return new OptimizerSweep(axis, value, family, steps, problems);
  }

  private static TaskFamily only(Shift<TaskFamily> shift, double strength) {
    List<TaskFamily> members = shift.at(strength).members();
    if (members.size() != 1) {
      throw new IllegalArgumentException(
          "a sweep over \"%s\" expects one family a strength, got %d at %s"
              .formatted(shift.strength(), members.size(), strength));
    }
    return members.get(0);
  }

  /**
   * Runs optimizers as they are; the first is compared with each of the others problem by problem.
   *
   * @param seed of the problems: one that neither training nor tuning used
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public OptimizerSweepReport run(List<? extends Optimizer> optimizers, Seed seed) {
    if (optimizers.isEmpty()) {
      throw new IllegalArgumentException("a sweep expects at least one optimizer, got none");
    }
    List<OptimizerSweepReport.Point> points = new ArrayList<>();
    try (Progress bar = Progress.of(axis, (long) strengths.size() * optimizers.size())) {
      for (double strength : strengths) {
        TaskBatch batch = family.apply(strength).batch(problems, seed);
        float[] leader = {};
        for (int i = 0; i < optimizers.size(); i++) {
          int last = steps.applyAsInt(strength);
          Unroll unroll = Unroll.of(optimizers.get(i), batch, last);
          float[] losses = unroll.lossesAt(last);
          leader = i == 0 ? losses : leader;
          points.add(
              new OptimizerSweepReport.Point(
                  strength,
                  unroll.optimizer(),
                  unroll.at(0),
                  LossSummary.of(losses),
                  wins(leader, losses)));
          bar.step();
        }
      }
    }
    return new OptimizerSweepReport(axis, points);
  }

  /** On how many problems one ends lower than another; who diverged does not. */
  private static int wins(float[] one, float[] other) {
    int wins = 0;
    for (int b = 0; b < one.length; b++) {
      wins += one[b] < other[b] ? 1 : 0;
    }
    return wins;
  }
}
