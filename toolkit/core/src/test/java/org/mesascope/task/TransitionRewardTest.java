package org.mesascope.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TransitionRewardTest {

  private static final TransitionReward FORMULA =
      TransitionReward.of("formula", (s, a, next) -> Math.sin(1 + s + 2 * a + 3 * next));

  @Test
  void rewardsLookAtTheirPartOfATransition() {
    TransitionReward ofState = TransitionReward.ofState("states", 5, 7);
    assertThat(ofState.at(1, 0, 0)).isEqualTo(7);
    TransitionReward entering = TransitionReward.entering("goal", 3);
    assertThat(entering.at(3, 0, 2)).isZero();
    assertThat(entering.at(3, 0, 3)).as("staying is entering").isEqualTo(1);
    assertThat(entering.name()).isEqualTo("goal");
  }

  /** Oracle: the definition R + γφ(s′) − φ(s), whose sum over a loop is that of R at γ = 1. */
  @Test
  void shapingTelescopes() {
    TransitionReward shaped = FORMULA.shaped(s -> 2 * Math.sin(s), .9);
    assertThat(shaped.at(4, 1, 5))
        .isEqualTo(FORMULA.at(4, 1, 5) + .9 * 2 * Math.sin(5) - 2 * Math.sin(4), within(1e-15));
    TransitionReward undiscounted = FORMULA.shaped(s -> s * s, 1);
    int[] loop = {0, 3, 7, 2, 0};
    double plain = 0;
    double told = 0;
    for (int t = 0; t + 1 < loop.length; t++) {
      plain += FORMULA.at(loop[t], 1, loop[t + 1]);
      told += undiscounted.at(loop[t], 1, loop[t + 1]);
    }
    assertThat(told).isEqualTo(plain, within(1e-12));
  }

  @Test
  void scalingIsAffine() {
    TransitionReward scaled = FORMULA.scaled(3, 1);
    assertThat(scaled.at(1, 2, 3)).isEqualTo(3 * FORMULA.at(1, 2, 3) + 1);
    assertThat(scaled.name()).isEqualTo("formula (scaled)");
  }

  @Test
  void aStateRewardKeepsItsOwnNumbers() {
    double[] numbers = {1, 2};
    TransitionReward reward = TransitionReward.ofState("states", numbers);
    numbers[0] = 9;
    assertThat(reward.at(0, 0, 0)).isEqualTo(1);
  }
}
