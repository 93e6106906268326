package org.mesascope.optimizer;

import java.util.Arrays;
import java.util.List;
import org.mesascope.task.TaskBatch;

/**
 * What an optimizer did to a batch of problems.
 *
 * @param optimizer its name
 * @param steps how many steps it took, T
 * @param batch how many problems
 * @param dimension parameters of each
 * @param losses {@code [T + 1][batch]}, before the first step to after the last; infinite from the
 *     step on where a problem diverged, never NaN
 * @param parameters the last, {@code [dimension][batch]}; not meaningful where a problem diverged
 */
public record Unroll(
    String optimizer, int steps, int batch, int dimension, float[][] losses, float[] parameters) {

  /**
   * Who is shown each step. Arrays are {@code [dimension][batch]}, used again for the next step:
   * copy what is to be kept, change nothing.
   */
  @FunctionalInterface
  public interface Observer {

    /**
     * Sees one step.
     *
     * @param step from 0
     * @param parameters before the step
     * @param loss at those parameters, {@code [batch]}
     * @param gradient at those parameters
     * @param update what the step adds to the parameters
     */
    void step(int step, float[] parameters, float[] loss, float[] gradient, float[] update);
  }

  /**
   * So many steps of an optimizer on a batch, from where its problems start.
   *
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static Unroll of(Optimizer optimizer, TaskBatch tasks, int steps) {
    return new UnrollLoop(optimizer, tasks, steps).run(null);
  }

  /** The same, with someone who looks on at O(dimension · batch) a step. */
  public static Unroll of(Optimizer optimizer, TaskBatch tasks, int steps, Observer observer) {
    return new UnrollLoop(optimizer, tasks, steps).run(observer);
  }

  /** The same, with every step kept: O(steps · dimension · batch) memory. */
  public static UpdateTrace trace(Optimizer optimizer, TaskBatch tasks, int steps) {
    return UpdateTrace.of(optimizer, tasks, steps);
  }

  /** The losses after so many steps, one a problem. */
  public float[] lossesAt(int step) {
    if (step < 0 || step > steps) {
      throw new IllegalArgumentException(
          "an unroll of %d steps has losses at steps 0 to %d, not at %d"
              .formatted(steps, steps, step));
    }
    return losses[step];
  }

  /** Median, geometric mean and divergent share after so many steps. */
  public LossSummary at(int step) {
    return LossSummary.of(lossesAt(step));
  }

  /** The summary of every step, from 0 to T. */
  public List<LossSummary> curve() {
    return Arrays.stream(losses).map(LossSummary::of).toList();
  }
}
