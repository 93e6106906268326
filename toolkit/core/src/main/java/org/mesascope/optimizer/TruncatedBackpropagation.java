package org.mesascope.optimizer;

import org.mesascope.stats.Seed;
import org.mesascope.task.TaskFamily;

/**
 * Truncated backpropagation through time (Werbos 1990; for learned optimizers Andrychowicz et al.
 * 2016): unrolls are cut into windows, each gives one estimate, and what lies before a window
 * counts as a constant. Inner gradients count as constants too, so that no second derivatives are
 * needed.
 *
 * <p>The meta-loss is the mean over the window's steps and the batch of the loss after each step.
 * The estimate is biased towards what pays within a window; Metz et al. 2019 and Vicol et al. 2021
 * show how far that can lead, and evolution strategies are the remedy.
 *
 * @param unrolls how many inner steps before new problems are drawn
 * @param window inner steps of an estimate, at least 1; an unroll's last window is shorter where it
 *     does not divide the unroll
 * @param batch problems side by side, at least 1
 */
public record TruncatedBackpropagation(TruncationSchedule unrolls, int window, int batch)
    implements OuterGradient {

  /** Fails where a number is out of its range. */
  public TruncatedBackpropagation {
    if (window < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "truncated backpropagation expects a window and a batch of at least 1, got %d and %d"
              .formatted(window, batch));
    }
  }

  /** Unrolls of 100 steps in windows of 20, 128 problems. */
  public static TruncatedBackpropagation defaults() {
    return new TruncatedBackpropagation(TruncationSchedule.constant(100), 20, 128);
  }

  public TruncatedBackpropagation withUnrolls(TruncationSchedule value) {
    return new TruncatedBackpropagation(value, window, batch);
  }

  public TruncatedBackpropagation withWindow(int value) {
    return new TruncatedBackpropagation(unrolls, value, batch);
  }

  public TruncatedBackpropagation withBatch(int value) {
    return new TruncatedBackpropagation(unrolls, window, value);
  }

  @Override
  public String description() {
    return "truncated backpropagation, %s, window %d, batch %d".formatted(unrolls, window, batch);
  }

  @Override
  public Run start(LearnedOptimizer optimizer, TaskFamily family, Seed seed) {
    if (optimizer instanceof DifferentiableOptimizer differentiable) {
      return new BackpropagationRun(this, differentiable, family, seed);
    }
    throw new IllegalArgumentException(
        "truncated backpropagation expects a DifferentiableOptimizer, got %s: train it by an evolution strategy"
            .formatted(optimizer.name()));
  }
}
