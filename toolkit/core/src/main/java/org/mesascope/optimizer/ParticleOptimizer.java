package org.mesascope.optimizer;

/**
 * A learned optimizer that can run many copies side by side, each under outer parameters of its own
 * and on a problem of its own: the fast way to train by evolution strategies.
 */
public interface ParticleOptimizer extends LearnedOptimizer {

  /** So many copies on problems of so many parameters, their inner states at the start. */
  Population population(int dimension, int copies);

  /** Copies of which all have the same outer parameters. */
  @Override
  default Optimizer with(float[] weights) {
    return new SharedWeights(this, weights);
  }

  /** Copies at work. Not thread-safe. */
  interface Population {

    /** Puts one copy's inner state at the start. */
    void reset(int copy);

    /**
     * Sets the outer parameters of the steps that follow; inner states stay.
     *
     * @param weights {@code [weights][copies]}; not copied, not changed
     */
    void open(float[] weights);

    /** One step of every copy, as {@link Optimizer.Run#step}. */
    void step(float[] parameters, float[] loss, float[] gradient);

    /** How many numbers the inner states have, of all copies together. */
    int stateSize();

    /** Writes the inner states from {@code at} on. */
    void save(float[] to, int at);

    /** Reads the inner states from {@code at} on. */
    void restore(float[] from, int at);
  }
}
