package org.mesascope.gap;

import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.World;

/** A world whose episodes start in one other state. */
record MovedStart(World world, int start, FiniteMdp mdp) implements ViewedWorld {

  static MovedStart to(World world, int start) {
    double[] at = new double[world.mdp().states()];
    at[start] = 1;
    return new MovedStart(world, start, world.mdp().withStart(at));
  }

  /** The first state that can be reached, is no end and no start; −1 where there is none. */
  static int elsewhere(World world) {
    boolean[] reachable = world.mdp().reachable();
    double[] start = world.mdp().start();
    for (int s = 0; s < reachable.length; s++) {
      if (reachable[s] && start[s] == 0 && !world.mdp().isTerminal(s)) {
        return s;
      }
    }
    return -1;
  }

  @Override
  public String name() {
    return "%s, start at %s".formatted(world.name(), mdp.stateNames().get(start));
  }

  @Override
  public TransitionReward baseObjective() {
    return world.baseObjective();
  }
}
