package org.mesascope.train;

/**
 * A system whose hidden state may be read, and overwritten, while it works: what probes and
 * interventions need of it.
 *
 * @param <I> what the system is given
 * @param <O> what it answers
 */
public interface InnerState<I, O> {

  /**
   * Runs the system, showing its hidden state after every tick.
   *
   * @param ticks thinking time, at least 1
   * @param edit sees each state and may write to it; the system goes on from what it leaves
   */
  O run(I input, int ticks, StateEdit edit);

  /** Sees a hidden state, and may change it. */
  @FunctionalInterface
  interface StateEdit {

    /** Leaves every state as it is. */
    StateEdit NONE = (tick, state) -> {};

    /**
     * Called once a tick.
     *
     * @param tick 1, 2, … thinking time
     * @param state the state itself, in the layout that the system documents
     */
    void edit(int tick, float[] state);
  }
}
