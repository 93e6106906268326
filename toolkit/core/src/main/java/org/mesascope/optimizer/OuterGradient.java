package org.mesascope.optimizer;

import org.mesascope.stats.Seed;
import org.mesascope.task.TaskFamily;

/**
 * A way to estimate the gradient of the meta-loss by the outer parameters: truncated
 * backpropagation, or an evolution strategy. Immutable; what it remembers from one estimate to the
 * next is in its {@link Run}.
 */
public interface OuterGradient {

  /** The estimator and all of its options in one line: what a checkpoint is recognised by. */
  String description();

  /**
   * An estimator at its start.
   *
   * @param optimizer whose outer parameters are trained
   * @param family of which it draws its inner problems
   * @param seed of all that it draws
   * @throws IllegalArgumentException if it cannot train this architecture
   */
  Run start(LearnedOptimizer optimizer, TaskFamily family, Seed seed);

  /** One training's estimates and the inner problems under way. Not thread-safe. */
  interface Run {

    /**
     * The next estimate; inner problems go on from where the last one left them.
     *
     * @param weights outer parameters; not changed
     * @param gradient filled; as many; overwritten
     * @return the meta-loss at the weights, a mean over problems and inner steps; not finite where
     *     an inner problem diverged, and then training stops
     */
    double estimate(float[] weights, float[] gradient);

    /** All that the next estimate depends on besides the weights; a copy. */
    OuterState state();

    /**
     * Goes on from a state of another run of the same estimator: further estimates have the same
     * bits.
     *
     * @throws IllegalArgumentException if the state is none of such a run
     */
    void resume(OuterState state);
  }
}
