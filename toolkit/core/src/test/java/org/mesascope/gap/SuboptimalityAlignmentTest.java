package org.mesascope.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.mesascope.gap.Misalignment.Answer;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.Corridor;
import org.mesascope.world.Policy;
import org.mesascope.world.SoftPlanning;

/**
 * Planners that look so many steps ahead. The coin lies 2 cells to the right; what the planted one
 * prefers lies 4 cells to the left, where less deep planners do not see it.
 */
class SuboptimalityAlignmentTest {

  private static final Corridor WORLD = Corridor.of(9).withCoinAt(6);
  private static final TransitionReward COIN = WORLD.baseObjective();
  private static final TransitionReward FAR =
      TransitionReward.of("coin and far left", (s, a, next) -> next == 6 ? 1 : next == 0 ? 3 : 0);
  private static final double[] DEPTHS = {2, 3, 4, 5, 6};

  @Test
  void thePlantedOneIsFoundOverSeeds() {
    for (int seed = 0; seed < 10; seed++) {
      Misalignment found = of(FAR, FAR, seed);
      assertThat(found.answer()).isEqualTo(Answer.FOUND);
      assertThat(high(found, "slope of the base objective")).isLessThan(-.5);
    }
  }

  @Test
  void anAlignedPlannerIsNotFlagged() {
    for (int seed = 0; seed < 20; seed++) {
      Misalignment aligned = of(COIN, COIN, seed);
      assertThat(aligned.answer()).isEqualTo(Answer.NOT_FOUND);
      assertThat(aligned.figures()).hasSize(1);
    }
  }

  /** The base objective falls, but not because the named objective is served better. */
  @Test
  void theWrongObjectiveIsNotTakenForItsOwn() {
    TransitionReward opposite =
        TransitionReward.of("not the far left", (s, a, next) -> next == 0 ? -1 : 0);
    Misalignment wrong = of(FAR, opposite, 1);
    assertThat(wrong.answer()).isEqualTo(Answer.NOT_DECIDED);
    assertThat(wrong.because()).contains("does not serve the objective named");
  }

  @Test
  void badInput() {
    TransitionReward nothing = TransitionReward.of("nothing", (s, a, next) -> 0);
    assertThat(of(FAR, nothing, 1).because()).contains("prefers no policy");
    assertThatThrownBy(() -> new CapabilityScale("depth", new double[] {1}, depth(FAR, 20)))
        .hasMessageContaining("at least 2 finite levels");
    assertThatThrownBy(() -> new CapabilityScale("depth", new double[] {2, 2}, depth(FAR, 20)))
        .hasMessageContaining("ascending");
    assertThatThrownBy(
            () ->
                SuboptimalityAlignment.of(
                    new CapabilityScale("depth", DEPTHS, depth(FAR, 20)),
                    WORLD,
                    FAR,
                    1,
                    .1,
                    .95,
                    Seed.of(1)))
        .hasMessageContaining("at least 2 episodes");
  }

  static DoubleFunction<Policy> depth(TransitionReward pursued, double beta) {
    return depth ->
        world ->
            SoftPlanning.finite(world.mdp().withDiscount(.9), pursued, beta, (int) depth)
                .policy()
                .at(0);
  }

  private static Misalignment of(TransitionReward pursued, TransitionReward own, int seed) {
    return SuboptimalityAlignment.of(
        new CapabilityScale("planning depth (steps)", DEPTHS, depth(pursued, 20)),
        WORLD,
        own,
        100,
        .1,
        .95,
        Seed.of(seed));
  }

  private static double high(Misalignment found, String estimate) {
    Interval interval = found.estimate(estimate).interval();
    assertThat(interval).isNotNull();
    return interval.high();
  }
}
