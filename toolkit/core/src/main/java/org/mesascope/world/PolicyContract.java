package org.mesascope.world;

import org.mesascope.stats.Seed;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * What every policy must keep, as one line of a test: {@code PolicyContract.check(p, world, s)}.
 */
public final class PolicyContract {

  private static final int EPISODES = 20;

  private PolicyContract() {}

  /**
   * Checks that the policy is the same table each time, that its rollouts depend on their seed
   * alone, episode by episode, and that they keep to the horizon, the terminal states and the
   * dynamics.
   *
   * @throws AssertionError that names what is broken
   */
  public static void check(Policy policy, World world, Seed seed) {
    TabularPolicy table = policy.in(world);
    table.requireFit(world.mdp());
    require(table.equals(policy.in(world)), "a policy expects one table a world, got two");
    TraceLog log = policy.rollOut(world, EPISODES, seed);
    require(log.equals(policy.rollOut(world, EPISODES, seed)), "one seed gave two rollouts");
    require(
        log.traces()
            .subList(0, EPISODES / 2)
            .equals(policy.rollOut(world, EPISODES / 2, seed).traces()),
        "an episode expects to depend on its own seed, but changes with how many there are");
    for (Trace trace : log.traces()) {
      checkTrace(trace, table, world);
    }
  }

  private static void checkTrace(Trace trace, TabularPolicy table, World world) {
    FiniteMdp mdp = world.mdp();
    require(
        trace.steps().size() <= world.horizon(),
        "%s expects at most %d steps, got %d"
            .formatted(trace.id(), world.horizon(), trace.steps().size()));
    int expected = -1;
    for (Step step : trace.steps()) {
      int s = mdp.state(step.situation());
      int a = mdp.action(step.choice());
      int next = mdp.state(String.valueOf(step.outcome()));
      require(expected < 0 || s == expected, trace.id() + " jumps to state " + s);
      require(
          table.probability(s, a) > 0 && mdp.probability(s, a, next) > 0,
          "%s has a step of probability 0: %s".formatted(trace.id(), step));
      expected = next;
    }
    require(
        trace.steps().size() == world.horizon() || expected < 0 || mdp.isTerminal(expected),
        trace.id() + " ends before its horizon and in no terminal state");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
