package org.mesascope.gap;

import java.util.BitSet;
import java.util.function.Function;
import org.mesascope.task.Mixture;
import org.mesascope.task.Shift;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Policy;
import org.mesascope.world.Reach;
import org.mesascope.world.World;

/** Outcomes in worlds, as exact probabilities to reach states within the horizon. */
public final class Goals {

  private Goals() {}

  /**
   * The outcomes of a shift between worlds over the same states: a system gets what was intended
   * where it reaches a state whose entry the world's base objective rewards; it gets somewhere
   * where it reaches such a state or one that was rewarded in training. So a system that keeps
   * making for the old goal shows as capable, not as lost.
   */
  public static <W extends World> Outcomes<Policy, W> of(Shift<W> shift) {
    BitSet before = intended(shift.training());
    return new Outcomes<>(
        "reaches a goal, old or new",
        reaching(
            world -> {
              BitSet either = intended(world);
              either.or(before);
              return either;
            }),
        "reaches the intended goal",
        reaching(Goals::intended),
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
