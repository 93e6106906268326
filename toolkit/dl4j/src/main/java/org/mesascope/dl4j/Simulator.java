package org.mesascope.dl4j;

import java.util.List;
import java.util.random.RandomGenerator;
import org.mesascope.world.World;

/**
 * A world that can be run but need not be tabulated: its states may be too many to list.
 *
 * @param <S> a state; immutable
 */
public interface Simulator<S> {

  /** A name for traces, figures and tables. */
  String name();

  List<String> actionNames();

  /** γ in [0, 1]. */
  double discount();

  /** Most steps of an episode. */
  int horizon();

  /** How many numbers an agent sees. */
  int observationSize();

  /** What an agent sees in a state. A new array. */
  double[] observe(S state);

  /** Draws where an episode starts. */
  S start(RandomGenerator random);

  /** Draws what follows an action. */
  S next(S state, int action, RandomGenerator random);

  /** Whether an episode ends on arrival in a state. */
  boolean terminal(S state);

  /** The base objective: what a transition is worth to the designer. */
  double reward(S state, int action, S next);

  /** A state's name in traces. */
  String write(S state);

  /**
   * The state of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  S read(String name);

  /**
   * A tabulated world, run as if it were not: for comparing what rollouts find with exact values.
   */
  static Simulator<Integer> of(World world) {
    return new TabulatedSimulator(world);
  }
}
