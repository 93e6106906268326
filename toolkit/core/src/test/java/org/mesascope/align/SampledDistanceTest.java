package org.mesascope.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.EstimatedDynamics;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Gridworld;
import org.mesascope.world.TabularPolicy;

/** Oracle: the exact distances on GW5, which samples must approach and intervals must cover. */
class SampledDistanceTest {

  private static final Gridworld GW5 = Gridworld.gw5();

  @Test
  void manyTracesGiveTheExactDistances() {
    EstimatedDynamics dynamics = explored(3000, Seed.of(1));
    SampledDistance sampled = SampledDistance.under(dynamics, 100, Seed.of(2));
    TransitionReward goal = dynamics.read(TransitionReward.entering("goal", 24), GW5.mdp());
    TransitionReward corner = dynamics.read(TransitionReward.entering("corner", 4), GW5.mdp());
    assertThat(sampled.of(StarcDistance::in, corner, goal).value())
        .isCloseTo(1.482396, within(.05));
    assertThat(sampled.of(DardDistance::in, corner, goal).value()).isCloseTo(.707107, within(.05));
    assertThat(sampled.regret(corner, goal, true).value()).isCloseTo(.999247, within(.01));
    Estimate same = sampled.of(StarcDistance::in, goal.scaled(3, 1), goal);
    assertThat(same.value()).isCloseTo(0, within(1e-6));
  }

  /** Names come sorted, so that numbers differ: every transition keeps its reward. */
  @Test
  void rewardsAreReadByNames() {
    EstimatedDynamics dynamics = explored(300, Seed.of(4));
    FiniteMdp seen = dynamics.mdp();
    FiniteMdp given = GW5.mdp();
    TransitionReward read =
        dynamics.read(
            TransitionReward.of("numbered", (s, a, next) -> 10_000 * s + 100 * a + next), given);
    assertThat(seen.stateNames()).isNotEqualTo(given.stateNames());
    for (int s = 0; s < seen.states(); s++) {
      for (int a = 0; a < seen.actions(); a++) {
        int state = given.state(seen.stateNames().get(s));
        int action = given.action(seen.actionNames().get(a));
        assertThat(read.at(s, a, 0))
            .isEqualTo(10_000 * state + 100 * action + given.state(seen.stateNames().get(0)));
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                dynamics.read(
                    TransitionReward.entering("goal", 3),
                    Gridworld.builder(2, 2).reward(1, 1, 1).build().mdp()));
  }

  @Test
  void intervalsCoverTheTruthOverSeeds() {
    int covered = 0;
    for (int run = 0; run < 20; run++) {
      Seed seed = Seed.of(3).split(run);
      EstimatedDynamics dynamics = explored(120, seed.split("traces"));
      FiniteMdp mdp = dynamics.mdp();
      Estimate found =
          SampledDistance.under(dynamics, 100, seed.split("draws"))
              .of(StarcDistance::in, at(mdp, 4), at(mdp, 24));
      double truth =
          StarcDistance.in(GW5.mdp())
              .between(at(GW5.mdp(), 4), at(GW5.mdp(), 24))
              .value()
              .getAsDouble();
      assertThat(found.interval().contains(found.value())).isTrue();
      covered += found.interval().contains(truth) ? 1 : 0;
    }
    assertThat(covered).isGreaterThanOrEqualTo(15);
  }

  @Test
  void whatIsNotKnownIsSaid() {
    TraceLog one =
        TraceLog.of(
            List.of(
                new Trace(
                    "a",
                    List.of(new Step("x", null, "left", "y"), new Step("y", null, "right", "end")),
                    Map.of())));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EstimatedDynamics.from(one, .9))
        .withMessageContaining("\"right\" in \"x\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EstimatedDynamics.from(TraceLog.of(List.of()), .9))
        .withMessageContaining("at least one step");
  }

  @Test
  void whatIsEnteredAndNeverLeftIsTheEnd() {
    Trace trace =
        new Trace(
            "a",
            List.of(new Step("x", null, "go", "x"), new Step("x", null, "go", "end")),
            Map.of());
    FiniteMdp mdp = EstimatedDynamics.from(TraceLog.of(List.of(trace)), .9).mdp();
    assertThat(mdp.isTerminal(mdp.state("end"))).isTrue();
    assertThat(mdp.probability(mdp.state("x"), 0, mdp.state("end"))).isEqualTo(.5);
  }

  private static EstimatedDynamics explored(int episodes, Seed seed) {
    return EstimatedDynamics.from(TabularPolicy.uniform(25, 4).rollOut(GW5, episodes, seed), .9);
  }

  /** 1 for entering the state that has this number in GW5. */
  private static TransitionReward at(FiniteMdp mdp, int state) {
    return TransitionReward.entering("goal", mdp.state(GW5.mdp().stateNames().get(state)));
  }
}
