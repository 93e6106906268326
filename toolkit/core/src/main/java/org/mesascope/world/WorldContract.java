package org.mesascope.world;

import java.util.Arrays;
import org.mesascope.stats.Seed;

/**
 * What every world must keep, as one line of a test: {@code WorldContract.check(new MyWorld())}.
 *
 * <p>It needs no test framework, so a world made in a notebook can be checked where it stands.
 */
public final class WorldContract {

  private WorldContract() {}

  /**
   * Checks that names and sizes agree, that observations and rewards are finite and the same each
   * time, that every terminal state can be reached, and that rollouts keep to the horizon and to
   * the dynamics and depend on their seed alone. Cost: O(transitions + states · observation size).
   *
   * @throws AssertionError that names what is broken
   */
  public static void check(World world) {
    FiniteMdp mdp = world.mdp();
    require(!world.name().isBlank(), "a world expects a name");
    require(world.horizon() >= 1, "a horizon expects at least 1 step, got " + world.horizon());
    checkObservations(world);
    checkReward(world, mdp);
    boolean[] reachable = mdp.reachable();
    for (int s = 0; s < mdp.states(); s++) {
      require(
          reachable[s] || !mdp.isTerminal(s),
          "terminal state \"" + mdp.stateNames().get(s) + "\" cannot be reached from the start");
    }
    PolicyContract.check(TabularPolicy.uniform(mdp.states(), mdp.actions()), world, Seed.of(1));
  }

  private static void checkObservations(World world) {
    for (int s = 0; s < world.mdp().states(); s++) {
      double[] seen = world.observe(s);
      require(
          seen.length == world.observationSize(),
          "the observation of state %d expects %d numbers, got %d"
              .formatted(s, world.observationSize(), seen.length));
      for (int i = 0; i < seen.length; i++) {
        require(
            Double.isFinite(seen[i]),
            "observation %d of state %d expects a finite number, got %s".formatted(i, s, seen[i]));
      }
      double[] before = seen.clone();
      Arrays.fill(seen, Double.NaN);
      require(
          Arrays.equals(world.observe(s), before),
          "the observation of state " + s + " changes: each call must give a new, equal array");
    }
  }

  private static void checkReward(World world, FiniteMdp mdp) {
    try {
      double[] first = mdp.expectedReward(world.baseObjective());
      require(
          Arrays.equals(first, mdp.expectedReward(world.baseObjective())),
          "the base objective gives a transition two rewards");
    } catch (IllegalArgumentException e) {
      throw new AssertionError(world.name() + ": " + e.getMessage(), e);
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
