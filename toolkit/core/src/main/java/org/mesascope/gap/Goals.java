package org.mesascope.gap;

import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.mesascope.task.Mixture;
import org.mesascope.task.Shift;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Trace;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Policy;
import org.mesascope.world.Reach;
import org.mesascope.world.World;

/** Outcomes in worlds: probabilities to reach states within the horizon, exact or counted. */
public final class Goals {

  private Goals() {}

  /**
   * The outcomes of a shift between worlds over the same states: a system gets what was intended
   * where it reaches a state whose entry the world's base objective rewards; it gets somewhere
   * where it reaches such a state or one that was rewarded in training. So a system that keeps
   * making for the old goal shows as capable, not as lost.
   */
  public static <W extends World> Outcomes<Policy, W> of(Shift<W> shift) {
    return outcomes(shift, Goals::reaching);
  }

  /**
   * The outcomes of {@link #of}, counted in episodes: what a reader has who cannot compute them.
   *
   * @param episodes how many at each place, at least 1
   */
  public static <W extends World> Outcomes<Policy, W> sampled(Shift<W> shift, int episodes) {
    return outcomes(shift, states -> visiting(states, episodes));
  }

  private static <W extends World> Outcomes<Policy, W> outcomes(
      Shift<W> shift, Function<Function<W, BitSet>, Measure<Policy, W>> share) {
    BitSet before = intended(shift.training());
    return new Outcomes<>(
        "reaches a goal, old or new",
        share.apply(
            world -> {
              BitSet either = intended(world);
              either.or(before);
              return either;
            }),
        "reaches the intended goal",
        share.apply(Goals::intended),
        "share of episodes");
  }

  /**
   * The exact probability to visit one of some states within a world's horizon. Cost: O(horizon ·
   * transitions).
   */
  public static <W extends World> Measure<Policy, W> reaching(Function<W, BitSet> states) {
    return (policy, world, seed) ->
        Reach.probability(world.mdp(), policy.in(world), world.horizon(), states.apply(world)::get);
  }

  private static <W extends World> Measure<Policy, W> visiting(
      Function<W, BitSet> states, int episodes) {
    return (policy, world, seed) -> {
      BitSet wanted = states.apply(world);
      List<Trace> traces = policy.rollOut(world, episodes, seed).traces();
      return traces.stream()
              .filter(trace -> EpisodeEnds.visited(trace, world.mdp()).intersects(wanted))
              .count()
          / (double) traces.size();
    };
  }

  /**
   * The states whose entry a world's base objective rewards.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static BitSet intended(World world) {
    FiniteMdp mdp = world.mdp();
    TransitionReward base = world.baseObjective();
    BitSet states = new BitSet(mdp.states());
    for (int row = 0; row < mdp.states() * mdp.actions(); row++) {
      for (int k = mdp.rowStart()[row]; k < mdp.rowStart()[row + 1]; k++) {
        int next = mdp.next()[k];
        if (base.at(row / mdp.actions(), row % mdp.actions(), next) > 0) {
          states.set(next);
        }
      }
    }
    if (states.isEmpty()) {
      throw new IllegalArgumentException(
          "the base objective of world \"%s\" rewards no state's entry: name the outcomes yourself"
              .formatted(world.name()));
    }
    return states;
  }

  private static BitSet intended(Mixture<? extends World> worlds) {
    BitSet all = new BitSet();
    worlds.members().forEach(world -> all.or(intended(world)));
    return all;
  }
}
