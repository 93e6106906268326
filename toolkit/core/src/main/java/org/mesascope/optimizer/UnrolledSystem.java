package org.mesascope.optimizer;

import org.mesascope.stats.Seed;

/**
 * A system unrolled over time under outer parameters, many copies at once: what an evolution
 * strategy needs to know of it (the truncated step of google/learned_optimization). A learned
 * optimizer on a family of tasks is one ({@link InnerTraining}), {@link InfluenceBalancing}
 * another.
 */
public interface UnrolledSystem {

  /** A name for figures and tables. */
  String name();

  /** How many outer parameters. */
  int weights();

  /**
   * Copies at the start of an unroll.
   *
   * @param seeds of the draws of each copy's unroll, its problem among them; one a copy
   */
  Copies start(Seed[] seeds);

  /** Copies under way, each under outer parameters of its own. Not thread-safe. */
  interface Copies {

    /** Puts one copy at the start of another unroll. */
    void restart(int copy, Seed seed);

    /**
     * Opens a window: the outer parameters of the steps that follow.
     *
     * @param weights {@code [weights][copies]}; not copied, not changed
     */
    void open(float[] weights);

    /**
     * One inner step of every copy.
     *
     * @param loss filled with the loss after the step, one number a copy; infinite where a copy has
     *     diverged, never NaN
     */
    void step(double[] loss);

    /** How many numbers the inner states have, of all copies together. */
    int stateSize();

    /** Writes the inner states from {@code at} on; problems are known by their seeds. */
    void save(float[] to, int at);

    /** Reads the inner states of copies that were started or restarted from the same seeds. */
    void restore(float[] from, int at);
  }
}
