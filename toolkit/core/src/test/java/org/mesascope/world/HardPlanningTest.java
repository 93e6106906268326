package org.mesascope.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.mesascope.task.TransitionReward;

class HardPlanningTest {

  private static final FiniteMdp GW5 = Gridworld.gw5().mdp();
  private static final TransitionReward GOAL = Gridworld.gw5().baseObjective();

  /** Oracle: the GW5 rows of the reference table of regrets: lowest-index ties, and their range. */
  @Test
  void regretAndItsRangeOverTies() {
    assertRegret(
        TransitionReward.of("right column", (s, a, n) -> n % 5 == 4 ? 1 : 0),
        .972739,
        .004831,
        .972739);
    assertRegret(
        TransitionReward.of("manhattan", (s, a, n) -> -(8 - n / 5 - n % 5) / 8.0), 0, 0, 0);
    assertRegret(
        TransitionReward.of("goal, no pit", (s, a, n) -> n == 24 ? 1 : n == 12 ? -1 : 0),
        .000055,
        .000055,
        .000055);
    assertRegret(GOAL.scaled(-1, 0), 1, 1, 1);
    assertRegret(
        TransitionReward.of("right", (s, a, n) -> a == 1 ? 1 : 0), .736293, .736293, .736293);
  }

  /** Oracle: the corner's regret with lowest-index ties; its two optimal bumps make a range. */
  @Test
  void tiesAtTheCornerAloneMakeARange() {
    HardPlanning plan = HardPlanning.of(GW5, TransitionReward.entering("corner", 4));
    assertThat(plan.optimalActions(4)).containsExactly(0, 1);
    ReturnRange all = HardPlanning.attainable(GW5, GOAL);
    ReturnRange range = plan.rangeOf(GOAL);
    double got = PolicyValue.of(GW5, plan.policy(), GOAL).startValue();
    assertThat((all.max() - got) / (all.max() - all.min()))
        .isEqualTo(.999247268398704, within(1e-9));
    assertThat(got).isBetween(range.min() - 1e-12, range.max() + 1e-12);
    assertThat(range.max() - range.min()).isGreaterThan(1e-4);
  }

  private static void assertRegret(
      TransitionReward pursued, double lowest, double least, double most) {
    HardPlanning plan = HardPlanning.of(GW5, pursued);
    ReturnRange all = HardPlanning.attainable(GW5, GOAL);
    ReturnRange range = plan.rangeOf(GOAL);
    double span = all.max() - all.min();
    double got = PolicyValue.of(GW5, plan.policy(), GOAL).startValue();
    assertThat((all.max() - got) / span).as(pursued.name()).isEqualTo(lowest, within(5.1e-7));
    assertThat((all.max() - range.max()) / span)
        .as(pursued.name())
        .isEqualTo(least, within(5.1e-7));
    assertThat((all.max() - range.min()) / span).as(pursued.name()).isEqualTo(most, within(5.1e-7));
  }

  /** Oracle: the regret of the right column with uniform ties. */
  @Test
  void uniformTies() {
    TransitionReward column = TransitionReward.of("right column", (s, a, n) -> n % 5 == 4 ? 1 : 0);
    TabularPolicy policy = HardPlanning.of(GW5, column).uniformOverTies();
    ReturnRange all = HardPlanning.attainable(GW5, GOAL);
    double got = PolicyValue.of(GW5, policy, GOAL).startValue();
    assertThat((all.max() - got) / (all.max() - all.min())).isEqualTo(.7363, within(5e-5));
  }

  /** Oracle: the optimal return of U = 1[s = 24] in the reference table of goal-directedness. */
  @Test
  void optimalReturn() {
    TransitionReward staying = TransitionReward.of("at the goal", (s, a, n) -> s == 24 ? 1 : 0);
    assertThat(HardPlanning.of(GW5, staying).startValue())
        .isEqualTo(5.511727958986602, within(1e-9));
  }

  /** Oracle: the definition, and that an optimal policy earns the value. */
  @Test
  void isAFixedPointThatItsPoliciesEarn() {
    TransitionReward reward =
        TransitionReward.of("formula", (s, a, n) -> Math.sin(1 + s + 2 * a + 3 * n));
    HardPlanning plan = HardPlanning.of(GW5, reward);
    double[] earned = PolicyValue.of(GW5, plan.policy(), reward).values();
    for (int s = 0; s < 25; s++) {
      double best = Double.NEGATIVE_INFINITY;
      for (int a = 0; a < 4; a++) {
        best = Math.max(best, plan.actionValue(s, a));
      }
      assertThat(plan.value(s)).isEqualTo(best, within(1e-10)).isEqualTo(earned[s], within(1e-10));
    }
  }

  /** Oracle: Ng, Harada and Russell 1999. */
  @Test
  void shapingAndScalingChangeNoOptimalAction() {
    TransitionReward same = GOAL.scaled(3, 1).shaped(s -> 2 * Math.sin(s), .9);
    HardPlanning plan = HardPlanning.of(GW5, GOAL);
    HardPlanning other = HardPlanning.of(GW5, same);
    for (int s = 0; s < 25; s++) {
      assertThat(other.optimalActions(s)).as("state %d", s).isEqualTo(plan.optimalActions(s));
    }
    assertThat(plan.optimalActions(0)).as("the diagonal ties").containsExactly(1, 2);
    assertThat(plan.policy().probability(0, 1)).isEqualTo(1);
    assertThat(plan.uniformOverTies().probability(0, 2)).isEqualTo(.5);
  }

  /** Oracle: the largest deterministic return found by trying all 16 policies of a small world. */
  @Test
  void agreesWithEnumeration() {
    FiniteMdp mdp =
        FiniteMdp.builder(2, 4)
            .transition(0, 0, 0, 1)
            .transition(0, 1, 1, 1)
            .transition(0, 2, 0, .5)
            .transition(0, 2, 1, .5)
            .transition(0, 3, 1, .3)
            .transition(0, 3, 0, .7)
            .transition(1, 0, 0, 1)
            .transition(1, 1, 1, 1)
            .transition(1, 2, 0, .2)
            .transition(1, 2, 1, .8)
            .transition(1, 3, 1, 1)
            .discount(.7)
            .build();
    TransitionReward reward = TransitionReward.of("r", (s, a, n) -> Math.cos(s + 3 * a + 5 * n));
    double best = Double.NEGATIVE_INFINITY;
    double worst = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 16; i++) {
      TabularPolicy policy = TabularPolicy.deterministic(4, i % 4, i / 4);
      double value = PolicyValue.of(mdp, policy, reward).startValue();
      best = Math.max(best, value);
      worst = Math.min(worst, value);
    }
    ReturnRange range = HardPlanning.attainable(mdp, reward);
    assertThat(range.max()).isEqualTo(best, within(1e-11));
    assertThat(range.min()).isEqualTo(worst, within(1e-11));
  }

  /** Oracle: with 4 steps the corridor's coin is reached by going right each time, else never. */
  @Test
  void finiteHorizon() {
    Corridor corridor = Corridor.of(9);
    FiniteHardPlanning four = HardPlanning.finite(corridor.mdp(), corridor.baseObjective(), 4);
    assertThat(four.startValue()).isEqualTo(1);
    assertThat(four.isOptimal(0, 4, Corridor.LEFT)).isFalse();
    assertThat(four.isOptimal(1, 3, Corridor.LEFT)).as("too far, all is one").isTrue();
    assertThat(four.value(4, 4)).isZero();
    FiniteHardPlanning three = HardPlanning.finite(corridor.mdp(), corridor.baseObjective(), 3);
    assertThat(three.startValue()).isZero();
    ReturnRange range = FiniteHardPlanning.attainable(corridor.mdp(), corridor.baseObjective(), 12);
    assertThat(range).isEqualTo(new ReturnRange(0, 1));
  }

  /** Oracle: the corridor's proxy with the coin moved: the right end never leads to the coin. */
  @Test
  void finiteRange() {
    Corridor moved = Corridor.of(9).withCoinAt(0);
    TransitionReward end = TransitionReward.entering("right end", 8);
    FiniteHardPlanning plan = HardPlanning.finite(moved.mdp(), end, 12);
    assertThat(plan.rangeOf(moved.baseObjective())).isEqualTo(new ReturnRange(0, 0));
    double earned = PolicyValue.finite(moved.mdp(), plan.policy(), end).startValue();
    assertThat(earned).isEqualTo(plan.startValue()).isEqualTo(9);
    assertThat(PolicyValue.finite(moved.mdp(), plan.uniformOverTies(), end).startValue())
        .isEqualTo(9, within(1e-12));
  }

  @Test
  void aDiscountOfOneNeedsAHorizon() {
    assertThatThrownBy(() -> HardPlanning.of(GW5.withDiscount(1), GOAL))
        .hasMessageContaining("discount below 1");
    assertThat(Arrays.stream(HardPlanning.of(GW5.withDiscount(0), GOAL).values()).sum())
        .isGreaterThan(0);
  }
}
