package org.mesascope.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.EstimatedDynamics;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Gridworld;
import org.mesascope.world.TabularPolicy;

/** Rewards that prefer nothing, worlds in which nothing can be preferred, and broken input. */
class NothingToCompareTest {

  private static final Gridworld GW5 = Gridworld.gw5();
  private static final List<TransitionReward> FLAT =
      List.of(
          TransitionReward.of("zero", (s, a, next) -> 0),
          TransitionReward.of("constant", (s, a, next) -> -2),
          TransitionReward.of("tiny constant", (s, a, next) -> 1e-300));

  @Test
  void flatRewardsExactlyAndFromSamples() {
    FiniteMdp mdp = GW5.mdp();
    EstimatedDynamics dynamics =
        EstimatedDynamics.from(
            TabularPolicy.uniform(25, 4).rollOut(GW5, 300, Seed.of(1)), mdp.discount());
    SampledDistance sampled = SampledDistance.under(dynamics, 100, Seed.of(2));
    TransitionReward goal =
        TransitionReward.entering("goal", dynamics.mdp().state(mdp.stateNames().get(24)));
    for (TransitionReward flat : FLAT) {
      assertThat(EpicDistance.in(mdp).between(flat, Gw5.GOAL).value()).isEmpty();
      assertThat(DardDistance.in(mdp).between(Gw5.GOAL, flat).value()).isEmpty();
      assertThat(StarcDistance.in(mdp).between(flat, Gw5.GOAL).value().orElseThrow())
          .isCloseTo(1, within(1e-9));
      assertThat(StarcDistance.in(mdp).between(flat, FLAT.get(0)).value().orElseThrow()).isZero();
      assertThat(NormalisedRegret.in(mdp).of(flat, Gw5.GOAL)).isInstanceOf(Regret.Undefined.class);
      assertThat(NormalisedRegret.in(mdp).of(Gw5.GOAL, flat)).isInstanceOf(Regret.Undefined.class);
      assertThat(NormalisedRegret.in(mdp, 4).of(flat, Gw5.GOAL))
          .isInstanceOf(Regret.Undefined.class);
      assertThatThrownBy(() -> sampled.of(EpicDistance::in, flat, goal))
          .hasMessageContainingAll("EPIC", "is not defined", flat.name());
      assertThatThrownBy(() -> sampled.of(DardDistance::in, flat, goal))
          .hasMessageContainingAll("DARD", "is not defined", flat.name());
      assertThat(sampled.of(StarcDistance::in, flat, goal).value()).isCloseTo(1, within(1e-9));
      assertThat(sampled.of(StarcDistance::in, flat, goal).interval().width())
          .isCloseTo(0, within(1e-9));
      assertThatThrownBy(() -> sampled.regret(flat, goal, true))
          .hasMessageContaining("prefers no policy");
      AlignmentReport report = AlignmentReport.in(GW5).compare(Gw5.GOAL, flat);
      assertThat(report.table().toText()).doesNotContain("NaN");
      assertThat(report.findings()).anySatisfy(f -> assertThat(f).contains("is undefined"));
      Directedness none = GoalDirectedness.in(mdp).of(TabularPolicy.uniform(25, 4), flat);
      assertThat(none.nats()).isZero();
      assertThat(none.direction()).startsWith("neither");
    }
  }

  /** One state, one action, nothing but ends: every measure says that there is nothing to say. */
  @Test
  void worldsInWhichNothingCanBePreferred() {
    for (double discount : new double[] {0, .5, .999}) {
      FiniteMdp alone = FiniteMdp.builder(1, 1).discount(discount).transition(0, 0, 0, 1).build();
      FiniteMdp chain =
          FiniteMdp.builder(3, 1)
              .discount(discount)
              .transition(0, 0, 1, 1)
              .transition(1, 0, 2, 1)
              .terminal(2)
              .build();
      TransitionReward end = TransitionReward.entering("end", 0);
      for (FiniteMdp mdp : List.of(alone, chain)) {
        assertThat(NormalisedRegret.in(mdp).of(end, end)).isInstanceOf(Regret.Undefined.class);
        Directedness forced =
            GoalDirectedness.in(mdp).of(TabularPolicy.uniform(mdp.states(), 1), end);
        assertThat(forced.nats()).isZero();
        assertThat(
                GoalDirectedness.in(mdp)
                    .ofUnknownUtility(TabularPolicy.uniform(mdp.states(), 1))
                    .nats())
            .isZero();
        assertThat(StarcDistance.in(mdp).between(end, end).value().orElseThrow()).isZero();
      }
    }
  }

  /** Chance, seen at any length or discount, is called neither agent nor goal-directed. */
  @Test
  void tracesOfChanceAndOfNothing() {
    FiniteMdp mdp = GW5.mdp().withDiscount(0);
    TraceLog log = TabularPolicy.uniform(25, 4).rollOut(GW5, 40, Seed.of(3));
    assertThat(GoalDirectedness.in(mdp).of(log, Gw5.GOAL, Seed.of(4)).interval().low()).isZero();
    for (TransitionReward flat : FLAT) {
      assertThat(GoalDirectedness.in(GW5).of(log, flat, Seed.of(4)).nats()).isZero();
    }
    TraceLog empty = TraceLog.of(List.of(new Trace("t", List.of(), Map.of())));
    assertThatThrownBy(() -> GoalDirectedness.in(GW5).of(empty, Gw5.GOAL, Seed.of(1)))
        .hasMessageContaining("at least one step");
    assertThatThrownBy(() -> GoalDirectedness.in(GW5).ofUnknownUtility(empty, Seed.of(1)))
        .hasMessageContaining("at least one step");
    assertThatThrownBy(() -> AgentsAndDevices.in(GW5).judge(empty))
        .hasMessageContaining("at least one step");
    Trace jump = new Trace("t", List.of(new Step("0", null, "right", "13")), Map.of());
    TraceLog leaves = TraceLog.of(List.of(jump, new Trace("u", jump.steps(), Map.of())));
    assertThatThrownBy(() -> GoalDirectedness.in(GW5).of(leaves, Gw5.GOAL, Seed.of(1)))
        .hasMessageContaining("leaves the world");
  }

  /** 100,000 steps: all in log space, a factor of e to the thousands and no overflow. */
  @Test
  void agentsAndDevicesOnALongTrace() {
    FiniteMdp mdp = GW5.mdp();
    RandomGenerator random = Seed.of(5).random();
    List<Step> steps = new ArrayList<>();
    int s = 0;
    for (int t = 0; t < 100_000; t++) {
      int row = 4 * s + random.nextInt(4);
      int next =
          mdp.next()[
              mdp.rowStart()[row] + random.nextInt(mdp.rowStart()[row + 1] - mdp.rowStart()[row])];
      steps.add(
          new Step(
              mdp.stateNames().get(s),
              null,
              mdp.actionNames().get(row % 4),
              mdp.stateNames().get(next)));
      s = next;
    }
    Agency chance =
        AgentsAndDevices.in(GW5).judge(TraceLog.of(List.of(new Trace("t", steps, Map.of()))));
    assertThat(chance.probability()).isBetween(0.0, .01);
    assertThat(chance.logDevices()).isLessThan(-130_000).isFinite();
    assertThat(chance.verdict()).contains("device");
  }

  @Test
  void budgetsThatAreBroken() {
    double[][] one = {{1, 1}};
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1, 0}) {
      assertThatThrownBy(() -> RevealedPreference.of(new double[][] {{1, bad}}, one))
          .hasMessageContaining("observation 0, good 1 expects a price");
    }
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1}) {
      assertThatThrownBy(() -> RevealedPreference.of(one, new double[][] {{bad, 1}}))
          .hasMessageContaining("observation 0, good 0 expects a quantity");
    }
    assertThatThrownBy(() -> RevealedPreference.of(one, new double[][] {{1, 1}, {1, 1}}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RevealedPreference.of(one, one).garp(0)).hasMessageContaining("got 0");
    RevealedPreference single = RevealedPreference.of(one, one);
    assertThat(single.ccei()).isEqualTo(1);
    assertThat(single.houtmanMaks()).isEqualTo(new HoutmanMaks(1, 1, 1));
    assertThat(single.moneyPump()).isEmpty();
  }
}
