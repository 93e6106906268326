package org.mesascope.optimizer;

import org.mesascope.stats.Seed;

/**
 * An architecture of learned optimizers: with weights it is an {@link Optimizer}, and meta-training
 * finds the weights.
 */
public interface LearnedOptimizer {

  /** A name for figures, tables and checkpoints. */
  String name();

  /** How many outer parameters. */
  int weights();

  /** Outer parameters before meta-training. */
  float[] initial(Seed seed);

  /** The optimizer that these outer parameters give; the array is copied. */
  Optimizer with(float[] weights);
}
