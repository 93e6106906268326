package org.mesascope.world;

import org.mesascope.stats.Seed;
import org.mesascope.trace.TraceLog;

/** A system that acts: in any world that it can see, it has a probability for every action. */
@FunctionalInterface
public interface Policy {

  /**
   * What this system does in a world, state by state.
   *
   * @throws IllegalArgumentException if the world's observations or actions are not the system's
   */
  TabularPolicy in(World world);

  /**
   * Lets this system act and records it.
   *
   * @param world where; its horizon bounds an episode
   * @param episodes how many, at least 1
   * @param seed episode i depends on {@code seed.split(i)} alone
   */
  default TraceLog rollOut(World world, int episodes, Seed seed) {
    return Rollout.of(world, in(world), episodes, seed);
  }
}
