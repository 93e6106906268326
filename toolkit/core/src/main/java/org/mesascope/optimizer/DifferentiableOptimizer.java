package org.mesascope.optimizer;

/**
 * A learned optimizer that moves every coordinate by the same rule, from the coordinate's own
 * gradients, and whose updates can be differentiated by its outer parameters. Hand-written
 * gradients take a {@link Tape} instead of a graph.
 */
public interface DifferentiableOptimizer extends LearnedOptimizer {

  /**
   * Room for so many coordinates over so many steps.
   *
   * @param columns coordinates side by side, of one problem or of many
   * @param steps the longest window
   */
  Tape tape(int columns, int steps);

  @Override
  default Optimizer with(float[] weights) {
    return new CoordinatewiseRule(this, weights);
  }

  /**
   * The rule at work on some coordinates, with what a way back through the window's steps needs.
   * The gradients that go in count as constants: no second derivatives, as in Andrychowicz et al.
   * 2016. Not thread-safe.
   */
  interface Tape {

    /** How many numbers the inner state has. */
    int stateSize();

    /** Writes the inner state from {@code at} on. */
    void save(float[] to, int at);

    /** Reads the inner state from {@code at} on. */
    void restore(float[] from, int at);

    /** The inner state before the first step. */
    void reset();

    /**
     * Opens a window: the state as it is now counts as a constant, the steps before are forgotten.
     *
     * @param weights outer parameters of the window's steps; not copied, not changed
     */
    void open(float[] weights);

    /**
     * One step.
     *
     * @param gradient one number a column
     * @param update filled with what is to be added to the parameters
     */
    void forward(float[] gradient, float[] update);

    /**
     * Goes back through the window's last step that has not been gone back through.
     *
     * @param slope of the meta-loss by that step's update
     * @param gradient of the meta-loss by the outer parameters; added to
     */
    void backward(float[] slope, float[] gradient);
  }
}
