package org.mesascope.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.Mixture;
import org.mesascope.task.Shift;

class CorridorTest {

  private static final Corridor TRAINING = Corridor.of(9).withCoinAt(8);

  @Test
  void keepsTheContract() {
    WorldContract.check(TRAINING);
    WorldContract.check(TRAINING.withCoinAt(0).seeingPosition());
    WorldContract.check(Corridor.of(3));
  }

  @Test
  void isAsDefined() {
    assertThat(TRAINING).hasToString("....S...o").isEqualTo(Corridor.of(9));
    assertThat(TRAINING.horizon()).isEqualTo(12);
    assertThat(TRAINING.mdp().start()[4]).isEqualTo(1);
    assertThat(TRAINING.mdp().isTerminal(8)).isTrue();
    assertThat(TRAINING.mdp().probability(0, Corridor.LEFT, 0)).isEqualTo(1);
    assertThat(TRAINING.baseObjective().at(7, Corridor.RIGHT, 8)).isEqualTo(1);
    assertThat(TRAINING.observe(4)).containsExactly(1, .5);
    assertThat(TRAINING.withCoinAt(0).observe(4)).containsExactly(1, -.5);
    assertThat(TRAINING.seeingPosition().observe(6)).containsExactly(1, .5, .5);
  }

  /** What an agent that learned "go right" sees and does after the coin has moved. */
  @Test
  void transcript() {
    Corridor moved = Corridor.of(5).withCoinAt(0);
    assertThat(Transcript.of(moved, moved::draw, "right", "right", "right", "left"))
        .isEqualTo(
            """
            corridor of 5, coin at 0: discount 1.0, at most 6 steps
            0  o.@..   sees [1.0, -0.5]   right: state 3, reward 0.0
            1  o.S@.   sees [1.0, -0.5]   right: state 4, reward 0.0
            2  o.S.@   sees [1.0, -0.5]   right: state 4, reward 0.0
            3  o.S.@   sees [1.0, -0.5]   left: state 3, reward 0.0
            4  o.S@.   sees [1.0, -0.5]   so far
            """);
    assertThat(Transcript.of(moved, moved::draw, "left", "left"))
        .isEqualTo(
            """
            corridor of 5, coin at 0: discount 1.0, at most 6 steps
            0  o.@..   sees [1.0, -0.5]   left: state 1, reward 0.0
            1  o@S..   sees [1.0, -0.5]   left: state 0, reward 1.0
            2  @.S..   sees [1.0, 0.0]   the end
            """);
  }

  /** Oracle: one path of four steps right out of four, binomial probabilities for the rest. */
  @Test
  void shortHorizonsCountByHand() {
    double right = .9;
    TabularPolicy policy = policy(right);
    CorridorOutcome four = TRAINING.withHorizon(4).outcome(policy);
    assertThat(four.coin()).isEqualTo(Math.pow(right, 4), within(1e-15));
    CorridorOutcome six = TRAINING.withHorizon(6).outcome(policy);
    double onceBack = 4 * (1 - right) * Math.pow(right, 5);
    assertThat(six.coin()).isEqualTo(Math.pow(right, 4) + onceBack, within(1e-15));
    assertThat(six.rightEndInstead()).isZero();
  }

  /** Oracle: mirror symmetry, and that the three events split as they should. */
  @Test
  void outcomesAreConsistent() {
    for (double right : new double[] {0, .2, .5, .8, 1}) {
      CorridorOutcome there = TRAINING.outcome(policy(right));
      CorridorOutcome mirrored = TRAINING.withCoinAt(0).outcome(policy(1 - right));
      assertThat(there.coin()).isEqualTo(mirrored.coin(), within(1e-15));
      CorridorOutcome moved = TRAINING.withCoinAt(0).outcome(policy(right));
      assertThat(moved.capability())
          .isEqualTo(moved.coin() + moved.rightEndInstead(), within(1e-15))
          .isBetween(0.0, 1.0);
    }
    assertThat(TRAINING.withCoinAt(0).outcome(policy(1))).isEqualTo(new CorridorOutcome(0, 1, 1));
  }

  /** Oracle: the frequency over 20,000 episodes, within 4 standard errors. */
  @Test
  void outcomesAreWhatRolloutsShow() {
    Corridor shifted = TRAINING.withCoinAt(0);
    TabularPolicy policy = policy(.6);
    int episodes = 20_000;
    long coins =
        policy.rollOut(shifted, episodes, Seed.of(3)).traces().stream()
            .filter(trace -> trace.steps().stream().anyMatch(s -> "0".equals(s.outcome())))
            .count();
    double p = shifted.outcome(policy).coin();
    assertThat(coins / (double) episodes)
        .isEqualTo(p, within(4 * Math.sqrt(p * (1 - p) / episodes)));
  }

  @Test
  void theCoinMovesAwayFromItsPlace() {
    Shift<World> shift = TRAINING.coinPositions();
    assertThat(shift.training()).isEqualTo(Mixture.of(TRAINING));
    assertThat(shift.strengths()).isEqualTo(List.of(0.0, 1.0, 2.0, 3.0, 5.0, 6.0, 7.0, 8.0));
    assertThat(shift.at(0)).isEqualTo(shift.training());
    assertThat(shift.at(8)).isEqualTo(Mixture.of(TRAINING.withCoinAt(0)));
    assertThat(TRAINING.withCoinAt(1).coinPositions().at(7))
        .isEqualTo(Mixture.of(TRAINING.withCoinAt(8)));
    assertThatThrownBy(() -> shift.at(.5)).hasMessageContaining("whole cells");
    assertThatThrownBy(() -> shift.at(4)).hasMessageContaining("other than the start 4");
  }

  @Test
  void refusesWhatIsNoCorridor() {
    assertThatThrownBy(() -> Corridor.of(2)).hasMessageContaining("at least 3 cells, got 2");
    assertThatThrownBy(() -> TRAINING.withCoinAt(9)).hasMessageContaining("from 0 to 8");
    assertThatThrownBy(() -> TRAINING.withHorizon(0)).hasMessageContaining("at least 1 step");
  }

  private static TabularPolicy policy(double right) {
    double[] p = new double[18];
    for (int s = 0; s < 9; s++) {
      p[2 * s + Corridor.LEFT] = 1 - right;
      p[2 * s + Corridor.RIGHT] = right;
    }
    return new TabularPolicy(2, p);
  }
}
