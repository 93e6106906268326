package org.mesascope.gap;

import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.World;

/**
 * A world as a soft planner is taken to see it: ends are absorbing, so that entropy is no reason to
 * put them off, and the future is discounted, so that there is a reason to hurry.
 */
record PlannedWorld(World world, FiniteMdp mdp) implements ViewedWorld {

  /**
   * The same dynamics with absorbing ends.
   *
   * @param discount for a world that does not discount
   */
  static PlannedWorld of(World world, double discount) {
    FiniteMdp mdp = world.mdp();
    FiniteMdp discounted = mdp.discount() < 1 ? mdp : mdp.withDiscount(discount);
    return new PlannedWorld(world, discounted.withAbsorbingTerminals());
  }

  /** A reward of which nothing more is earned after the end. */
  TransitionReward ended(TransitionReward reward) {
    return TransitionReward.of(
        reward.name(), (s, a, next) -> world.mdp().isTerminal(s) ? 0 : reward.at(s, a, next));
  }

  @Override
  public String name() {
    return world.name();
  }

  @Override
  public TransitionReward baseObjective() {
    return ended(world.baseObjective());
  }
}
