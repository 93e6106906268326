package org.mesascope.world;

import org.mesascope.task.TransitionReward;

/** A finite process with what an agent sees of it and what the agent is meant to do in it. */
public interface World {

  /** A name for figures and tables. */
  String name();

  FiniteMdp mdp();

  /** What the designer wants: the base objective. */
  TransitionReward baseObjective();

  /** Most steps of an episode; rollouts end there or at a terminal state. */
  int horizon();

  /** How many numbers an agent sees. */
  int observationSize();

  /** What an agent sees in a state. A new array of {@link #observationSize()} numbers. */
  double[] observe(int state);
}
