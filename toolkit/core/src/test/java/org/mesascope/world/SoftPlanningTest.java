package org.mesascope.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesascope.task.TransitionReward;

class SoftPlanningTest {

  private static final FiniteMdp GW5 = Gridworld.gw5().mdp();
  private static final TransitionReward GOAL_AND_PIT =
      TransitionReward.of("goal and pit", (s, a, next) -> s == 24 ? 1 : s == 12 ? -1 : 0);

  /** Oracle: the reference values of GW5, soft-optimal at β = 5 (closed-form dynamic program). */
  @Test
  void gw5() {
    SoftPlanning plan = SoftPlanning.of(GW5, GOAL_AND_PIT, 5);
    double[] first = {.125469, .374531, .374531, .125469};
    for (int a = 0; a < 4; a++) {
      assertThat(plan.policy().probability(0, a)).isEqualTo(first[a], within(5e-7));
    }
    assertThat(plan.startValue()).isEqualTo(6.471974041154488, within(1e-10));
    assertThat(plan.value(0)).isEqualTo(4.4248025893483, within(1e-10));
    assertThat(plan.value(24)).isEqualTo(10.245957130726943, within(1e-10));
    assertThat(PolicyValue.of(GW5, plan.policy(), GOAL_AND_PIT).startValue())
        .isEqualTo(5.291502157162112, within(1e-10));
  }

  /** Oracle: V = E[return] + H/β, with the causal entropy summed over the occupancy. */
  @Test
  void valueIsReturnPlusEntropy() {
    SoftPlanning plan = SoftPlanning.of(GW5, GOAL_AND_PIT, 5);
    double[] taken = Occupancy.of(GW5, plan.policy()).stateActions();
    double entropy = 0;
    for (int row = 0; row < taken.length; row++) {
      entropy -= taken[row] * plan.logProbability(row / 4, row % 4);
    }
    assertThat(entropy).as("GW5 reference").isEqualTo(5.9023594199654745, within(1e-9));
    double earned = PolicyValue.of(GW5, plan.policy(), GOAL_AND_PIT).startValue();
    assertThat(plan.startValue()).isEqualTo(earned + entropy / 5, within(1e-10));
  }

  /** Oracle: the definition, Q = R + γ P V and V = (1/β) ln Σ exp(β Q). */
  @ParameterizedTest
  @ValueSource(doubles = {.01, 1, 5, 1e4})
  void isAFixedPoint(double beta) {
    SoftPlanning plan = SoftPlanning.of(GW5, GOAL_AND_PIT, beta);
    for (int s = 0; s < 25; s++) {
      double[] q = new double[4];
      for (int a = 0; a < 4; a++) {
        q[a] = plan.actionValue(s, a);
        assertThat(Math.exp(plan.logProbability(s, a)))
            .isEqualTo(plan.policy().probability(s, a), within(1e-11 * Math.max(1, beta)));
      }
      double max = Arrays.stream(q).max().orElseThrow();
      double sum = Arrays.stream(q).map(x -> Math.exp(beta * (x - max))).sum();
      assertThat(plan.value(s))
          .isEqualTo(max + Math.log(sum) / beta, within(1e-11 * Math.max(1, 1 / beta)));
    }
  }

  /** Oracle: Ng, Harada and Russell 1999; the soft policy does not see a potential. */
  @Test
  void shapingChangesNoPolicy() {
    TransitionReward shaped = GOAL_AND_PIT.shaped(s -> 2 * Math.sin(s), .9);
    double[] plain = SoftPlanning.of(GW5, GOAL_AND_PIT, 5).policy().probabilities();
    assertThat(SoftPlanning.of(GW5, shaped, 5).policy().probabilities())
        .containsExactly(plain, within(1e-9));
  }

  /** Oracle: β R at temperature 1 is R at temperature 1/β. */
  @Test
  void temperatureIsAScale() {
    double[] hot = SoftPlanning.of(GW5, GOAL_AND_PIT.scaled(5, 0), 1).policy().probabilities();
    assertThat(SoftPlanning.of(GW5, GOAL_AND_PIT, 5).policy().probabilities())
        .containsExactly(hot, within(1e-9));
  }

  /**
   * Oracle: toward β = ∞ the soft values are the optimal ones, at most ln 4 / (β (1 − γ)) above.
   */
  @Test
  void coldPlansAreOptimal() {
    double beta = 1e6;
    SoftPlanning cold = SoftPlanning.of(GW5, GOAL_AND_PIT, beta);
    HardPlanning hard = HardPlanning.of(GW5, GOAL_AND_PIT);
    for (int s = 0; s < 25; s++) {
      assertThat(cold.value(s) - hard.value(s))
          .isBetween(-1e-10, Math.log(4) / (beta * (1 - .9)) + 1e-10);
    }
  }

  /** Oracle: one step before a terminal state, by hand. */
  @Test
  void terminalStatesAreWorthNothing() {
    FiniteMdp mdp = Gridworld.parse("SG").mdp();
    TransitionReward goal = TransitionReward.entering("goal", 1);
    SoftPlanning plan = SoftPlanning.of(mdp, goal, 2);
    assertThat(plan.value(1)).isZero();
    assertThat(plan.actionValue(1, 0)).isZero();
    double v = plan.value(0);
    double expected = Math.log(Math.exp(2) + 3 * Math.exp(2 * .9 * v)) / 2;
    assertThat(v).isEqualTo(expected, within(1e-11));
  }

  /** Oracle: HumanCompatibleAI/imitation's ReasonablePOMDP, horizon 20. */
  @Test
  void reasonablePomdp() {
    double[][] expected = {
      {
        1,
        53.29829995794882,
        54.836443206467436,
        54.836443206467436,
        33.64946331804743,
        54.7446616694
      },
      {
        .9, 22.943353509983258, 24.0394686994733, 24.0394686994733, 2.818985155790073, 24.4305489512
      },
      {
        .5,
        4.508803298762681,
        5.63129441910951,
        5.63129441910951,
        -15.724883916105297,
        6.35301177018
      }
    };
    for (double[] row : expected) {
      FiniteMdp mdp = ReasonablePomdp.mdp(row[0]);
      FiniteSoftPlanning plan =
          FiniteSoftPlanning.of(mdp, ReasonablePomdp.REWARD, 1, ReasonablePomdp.STEPS);
      for (int s = 0; s < 5; s++) {
        assertThat(plan.value(0, s)).isEqualTo(row[1 + s], within(1e-9));
        assertThat(plan.value(ReasonablePomdp.STEPS, s)).isZero();
      }
    }
    FiniteSoftPlanning plan =
        SoftPlanning.finite(
            ReasonablePomdp.mdp(1), ReasonablePomdp.REWARD, 1, ReasonablePomdp.STEPS);
    assertThat(plan.policy().at(0).probability(1, 0)).isEqualTo(.24843093927990328, within(1e-12));
    assertThat(plan.policy().at(0).probability(1, 2)).isEqualTo(.7515690605378291, within(1e-12));
  }

  /** Oracle: far from the end, a discounted finite plan is the infinite one. */
  @Test
  void longHorizonsApproachTheInfiniteOne() {
    FiniteSoftPlanning finite = FiniteSoftPlanning.of(GW5, GOAL_AND_PIT, 5, 400);
    SoftPlanning infinite = SoftPlanning.of(GW5, GOAL_AND_PIT, 5);
    assertThat(finite.values(0)).containsExactly(infinite.values(), within(1e-10));
  }

  @Test
  void largeRewardsAndLongHorizonsDoNotOverflow() {
    FiniteMdp mdp = GW5.withDiscount(1);
    for (double size : new double[] {1e6, -1e6}) {
      TransitionReward reward = GOAL_AND_PIT.scaled(size, size);
      FiniteSoftPlanning plan = FiniteSoftPlanning.of(mdp, reward, 100, 2000);
      assertThat(plan.startValue()).isFinite();
      assertThat(PolicyValue.finite(mdp, plan.policy(), reward).startValue())
          .isEqualTo(plan.startValue(), within(1e-6 * Math.abs(plan.startValue())));
    }
  }

  @Test
  void nearOneTheToleranceIsReached() {
    SoftPlanning plan = SoftPlanning.of(GW5.withDiscount(.9999), GOAL_AND_PIT, 5);
    double[] taken = Occupancy.of(GW5.withDiscount(.9999), plan.policy()).stateActions();
    double value = 0;
    for (int row = 0; row < taken.length; row++) {
      value +=
          taken[row]
              * ((row / 4 == 24 ? 1 : row / 4 == 12 ? -1 : 0)
                  - plan.logProbability(row / 4, row % 4) / 5);
    }
    assertThat(plan.startValue()).isEqualTo(value, within(1e-9 * value));
  }

  @Test
  void refusesWhatCannotBePlanned() {
    assertThatThrownBy(() -> SoftPlanning.of(GW5.withDiscount(1), GOAL_AND_PIT, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("discount below 1")
        .hasMessageContaining("number of steps");
    assertThatThrownBy(() -> SoftPlanning.of(GW5, GOAL_AND_PIT, 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> SoftPlanning.of(GW5, GOAL_AND_PIT, Double.POSITIVE_INFINITY))
        .hasMessageContaining("HardPlanning");
    assertThatThrownBy(() -> FiniteSoftPlanning.of(GW5, GOAL_AND_PIT, 1, 0))
        .hasMessageContaining("at least 1 step");
    TransitionReward broken =
        TransitionReward.of("broken", (s, a, next) -> next == 7 ? Double.NaN : 0);
    assertThatThrownBy(() -> SoftPlanning.of(GW5, broken, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"broken\"")
        .hasMessageContaining("NaN from \"2\" by \"up\" to \"7\"");
    TransitionReward huge = GOAL_AND_PIT.scaled(1e308, 0);
    assertThatThrownBy(() -> SoftPlanning.of(GW5, huge, 1))
        .hasMessageContaining("range of a double");
  }
}
