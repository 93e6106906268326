package org.mesascope.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.HardPlanning;
import org.mesascope.world.TabularPolicy;

/** Regret on GW5: oracle rows of reward-distances.json, and its bounds over all tied policies. */
class NormalisedRegretTest {

  private static final FiniteMdp MDP = Gw5.mdp();
  private static final NormalisedRegret REGRET = NormalisedRegret.in(MDP);

  static Iterable<Map.Entry<String, TransitionReward>> rewards() {
    return Gw5.rewards().entrySet();
  }

  @ParameterizedTest
  @MethodSource("rewards")
  void lowestIndexTiesGiveEveryRowOfTheOracle(Map.Entry<String, TransitionReward> entry) {
    double expected =
        Oracle.rewardDistances()
            .getAsJsonObject("gw5")
            .getAsJsonObject(entry.getKey())
            .get("regret")
            .getAsDouble();
    Regret.Known regret = known(REGRET.of(entry.getValue(), Gw5.GOAL));
    assertThat(regret.lowestIndex()).isCloseTo(expected, within(1e-9));
    assertThat(regret.min()).isGreaterThanOrEqualTo(0).isLessThanOrEqualTo(regret.lowestIndex());
    assertThat(regret.max()).isLessThanOrEqualTo(1).isGreaterThanOrEqualTo(regret.lowestIndex());
    assertThat(regret.uniform()).isBetween(regret.min(), regret.max());
  }

  @Test
  void equalEpicHidesOppositeRegret() {
    Regret.Known distance = known(REGRET.of(Gw5.rewards().get("distance"), Gw5.GOAL));
    assertThat(distance.min()).isCloseTo(0, within(1e-9));
    assertThat(distance.max()).isCloseTo(0, within(1e-9));
    Regret.Known column = known(REGRET.of(Gw5.rewards().get("right_col"), Gw5.GOAL));
    assertThat(column.min()).isCloseTo(.004831, within(5e-7));
    assertThat(column.max()).isCloseTo(.972739, within(5e-7));
    assertThat(column.uniform()).isCloseTo(.7363, within(5e-5));
  }

  @Test
  void equivalentRewardsCostNothing() {
    for (String name : new String[] {"goal_x3", "goal_plus1", "goal_shaped", "goal_equiv"}) {
      Regret.Known regret = known(REGRET.of(Gw5.rewards().get(name), Gw5.GOAL));
      assertThat(regret.max()).as(name).isCloseTo(0, within(1e-9));
    }
    TransitionReward tiny = Gw5.rewards().get("corner_cheese").scaled(1e-12, 0);
    assertThat(known(REGRET.of(tiny, Gw5.GOAL)).min()).isGreaterThan(.99);
    assertThat(known(REGRET.of(Gw5.GOAL, Gw5.GOAL.scaled(1e-12, 0))).max())
        .isCloseTo(0, within(1e-9));
  }

  @Test
  void everyTiedPolicyLiesInTheRange() {
    TransitionReward column = Gw5.rewards().get("right_col");
    Regret.Known range = known(REGRET.of(column, Gw5.GOAL));
    HardPlanning plan = HardPlanning.of(MDP, column);
    RandomGenerator random = Seed.of(3).random();
    double least = 1;
    double most = 0;
    for (int i = 0; i < 200; i++) {
      int[] actions = new int[25];
      for (int s = 0; s < 25; s++) {
        int[] tied = plan.optimalActions(s);
        actions[s] = tied[random.nextInt(tied.length)];
      }
      TabularPolicy policy = TabularPolicy.deterministic(4, actions);
      assertThat(known(REGRET.of(policy, column)).max()).isCloseTo(0, within(1e-9));
      double regret = known(REGRET.of(policy, Gw5.GOAL)).min();
      assertThat(regret).isBetween(range.min() - 1e-9, range.max() + 1e-9);
      least = Math.min(least, regret);
      most = Math.max(most, regret);
    }
    assertThat(most - least).as("the ties matter").isGreaterThan(.3);
  }

  /**
   * Theory: what potential shaping earns is −E φ(s₀) under every policy, here as small as rounding
   * may make it beside rewards of size 2.
   */
  @Test
  void potentialShapingAlonePrefersNoPolicy() {
    TransitionReward zero = TransitionReward.of("zero", (s, a, next) -> 0);
    for (double size : new double[] {1e-6, 1, 1e6}) {
      for (double shift : new double[] {0, .1, 1}) {
        TransitionReward shaping = zero.shaped(s -> size * (Math.sin(s) + shift), .9);
        assertThat(REGRET.of(shaping, Gw5.GOAL)).isInstanceOf(Regret.Undefined.class);
        assertThat(REGRET.of(Gw5.GOAL, shaping)).isInstanceOf(Regret.Undefined.class);
      }
    }
    assertThat(known(REGRET.of(Gw5.GOAL.shaped(s -> 100 * Math.sin(s), .9), Gw5.GOAL)).max())
        .isCloseTo(0, within(1e-9));
  }

  /** Oracle: Gw5's right column, [.004831, .972739], in whatever units the rewards come. */
  @Test
  void unitsOfTheRewardsDoNotMatter() {
    TransitionReward column = Gw5.rewards().get("right_col");
    for (double unit : new double[] {1e-9, 1e-4, 1e6}) {
      Regret.Known small = known(REGRET.of(column, Gw5.GOAL.scaled(unit, 0)));
      assertThat(small.min()).isCloseTo(.004831, within(5e-7));
      assertThat(small.max()).isCloseTo(.972739, within(5e-7));
      assertThat(known(REGRET.of(column.scaled(unit, 0), Gw5.GOAL)).max())
          .isCloseTo(.972739, within(5e-7));
    }
  }

  @Test
  void aConstantRewardHasNoRegretAndSaysWhy() {
    TransitionReward flat = TransitionReward.of("flat", (s, a, next) -> 2);
    assertThat(REGRET.of(flat, Gw5.GOAL))
        .isInstanceOfSatisfying(
            Regret.Undefined.class,
            undefined -> assertThat(undefined.reason()).contains("\"flat\" prefers no policy"));
    assertThat(REGRET.of(Gw5.GOAL, flat))
        .isInstanceOfSatisfying(
            Regret.Undefined.class,
            undefined -> assertThat(undefined.reason()).contains("nothing to lose"));
  }

  /** Two cells in a row with the goal terminal: the time left decides what is optimal. */
  @Test
  void aFiniteHorizonNeedsNoDiscount() {
    FiniteMdp mdp =
        FiniteMdp.builder(3, 2)
            .transition(0, 0, 0, 1)
            .transition(0, 1, 1, 1)
            .transition(1, 0, 0, 1)
            .transition(1, 1, 2, 1)
            .terminal(2)
            .startAt(0)
            .build();
    TransitionReward end = TransitionReward.entering("end", 2);
    TransitionReward home = TransitionReward.entering("home", 0);
    assertThat(known(NormalisedRegret.in(mdp, 2).of(home, end)).min()).isEqualTo(1);
    assertThat(known(NormalisedRegret.in(mdp, 2).of(end, end)).max()).isEqualTo(0);
    assertThat(NormalisedRegret.in(mdp, 1).of(home, end)).isInstanceOf(Regret.Undefined.class);
    assertThatThrownBy(() -> NormalisedRegret.in(mdp)).hasMessageContaining("discount below 1");
    assertThatThrownBy(() -> NormalisedRegret.in(mdp, 0)).hasMessageContaining("at least 1 step");
  }

  private static Regret.Known known(Regret regret) {
    assertThat(regret).isInstanceOf(Regret.Known.class);
    return (Regret.Known) regret;
  }
}
