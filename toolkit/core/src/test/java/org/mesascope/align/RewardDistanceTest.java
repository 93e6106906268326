package org.mesascope.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;

/** Reward distances on GW5: rows of reward-distances.json (NumPy), and what the papers prove. */
class RewardDistanceTest {

  private static final FiniteMdp MDP = Gw5.mdp();
  private static final EpicDistance EPIC = EpicDistance.in(MDP);
  private static final RewardDistance DARD = DardDistance.in(MDP);
  private static final RewardDistance STARC = StarcDistance.in(MDP);
  private static final TransitionReward ZERO = TransitionReward.of("zero", (s, a, next) -> 0);

  static Iterable<Map.Entry<String, TransitionReward>> rewards() {
    return Gw5.rewards().entrySet();
  }

  static Iterable<RewardDistance> distances() {
    return List.of(EPIC, EPIC.covering(CoverageDistribution.onDynamics(MDP)), DARD, STARC);
  }

  @ParameterizedTest
  @MethodSource("rewards")
  void everyRowOfTheOracle(Map.Entry<String, TransitionReward> entry) {
    JsonObject row =
        Oracle.rewardDistances().getAsJsonObject("gw5").getAsJsonObject(entry.getKey());
    TransitionReward reward = entry.getValue();
    assertThat(value(EPIC, Gw5.GOAL, reward)).isCloseTo(of(row, "epic_uniform"), within(5e-8));
    assertThat(value(EPIC.covering(CoverageDistribution.onDynamics(MDP)), Gw5.GOAL, reward))
        .isCloseTo(of(row, "epic_on_dynamics"), within(5e-8));
    assertThat(value(DARD, Gw5.GOAL, reward)).isCloseTo(of(row, "dard_on_dynamics"), within(5e-8));
    assertThat(value(STARC, Gw5.GOAL, reward)).isCloseTo(of(row, "starc_val_l2"), within(1e-9));
  }

  @Test
  void aRewardThatPrefersNothingHasNoCorrelation() {
    for (TransitionReward flat :
        new TransitionReward[] {ZERO, ZERO.scaled(1, 3), ZERO.shaped(s -> Math.cos(s), .9)}) {
      for (RewardDistance distance : new RewardDistance[] {EPIC, DARD}) {
        Distance result = distance.between(Gw5.GOAL, flat);
        assertThat(result.value()).isEmpty();
        assertThat(result)
            .isInstanceOfSatisfying(
                Distance.Undefined.class,
                undefined ->
                    assertThat(undefined.reason())
                        .contains(flat.name())
                        .contains("prefers nothing"));
      }
      assertThat(value(STARC, Gw5.GOAL, flat)).isCloseTo(1, within(1e-12));
      assertThat(value(STARC, ZERO, flat)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("distances")
  void scaleConstantAndShapingLeaveADistanceZero(RewardDistance distance) {
    RandomGenerator random = Seed.of(1).random();
    for (int i = 0; i < 10; i++) {
      TransitionReward reward = randomReward(random);
      double[] potential = random.doubles(25, -3, 3).toArray();
      TransitionReward same =
          reward
              .scaled(.01 + 10 * random.nextDouble(), random.nextDouble() * 4 - 2)
              .shaped(s -> potential[s], MDP.discount());
      assertThat(value(distance, reward, same)).isCloseTo(0, within(1e-12));
      TransitionReward other = randomReward(random);
      assertThat(value(distance, same, other))
          .isCloseTo(value(distance, reward, other), within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("distances")
  void isAPseudometricWithOppositesFarthestApart(RewardDistance distance) {
    RandomGenerator random = Seed.of(2).random();
    double most = distance == STARC ? 2 : 1;
    for (int i = 0; i < 10; i++) {
      TransitionReward x = randomReward(random);
      TransitionReward y = randomReward(random);
      TransitionReward z = randomReward(random);
      double xy = value(distance, x, y);
      assertThat(xy).isBetween(0.0, most).isEqualTo(value(distance, y, x));
      assertThat(value(distance, x, z)).isLessThanOrEqualTo(xy + value(distance, y, z) + 1e-12);
      assertThat(value(distance, x, x)).isZero();
      assertThat(value(distance, x, x.scaled(-2, 1))).isCloseTo(most, within(1e-12));
    }
  }

  /**
   * A reward with its expectation over successors in its place prefers the same policies: STARC
   * sees no difference, EPIC and DARD do; "checks" of reward-distances.json.
   */
  @Test
  void onlyStarcIsBlindToWhichSuccessorPays() {
    TransitionReward formula = Gw5.rewards().get("formula");
    double[] expected = MDP.expectedReward(formula);
    TransitionReward spread =
        TransitionReward.of("spread out", (s, a, next) -> expected[4 * s + a]);
    JsonObject checks = Oracle.rewardDistances().getAsJsonObject("checks");
    assertThat(value(STARC, formula, spread))
        .isCloseTo(of(checks, "starc_sprime_redistribution"), within(1e-12));
    assertThat(value(EPIC, formula, spread))
        .isCloseTo(of(checks, "epic_sprime_redistribution"), within(1e-9));
    assertThat(value(DARD, formula, spread))
        .isCloseTo(of(checks, "dard_sprime_redistribution"), within(1e-9));
    TransitionReward same = formula.scaled(3, 1).shaped(s -> 2 * Math.sin(s), .9);
    assertThat(value(EPIC, formula, same)).isCloseTo(of(checks, "epic_inv"), within(1e-12));
    assertThat(value(DARD, formula, same)).isCloseTo(of(checks, "dard_inv"), within(1e-12));
    assertThat(value(STARC, formula, same)).isCloseTo(of(checks, "starc_inv"), within(1e-12));
  }

  @Test
  void aRewardThatIsNoNumberSaysWhere() {
    TransitionReward broken =
        TransitionReward.of(
            "broken", (s, a, n) -> s == 3 && a == 1 && n == 4 ? Double.NaN : 1.0 * s);
    for (RewardDistance distance : distances()) {
      assertThatThrownBy(() -> distance.between(Gw5.GOAL, broken))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("reward \"broken\" expects a finite number")
          .hasMessageContaining("NaN");
    }
  }

  @Test
  void starcNeedsADiscount() {
    Distance result = StarcDistance.in(MDP.withDiscount(1)).between(Gw5.GOAL, Gw5.GOAL);
    assertThat(result.value()).isEmpty();
  }

  private static TransitionReward randomReward(RandomGenerator random) {
    double[] r = random.doubles(25 * 4 * 25, -1, 1).toArray();
    return TransitionReward.of("random", (s, a, next) -> r[(s * 4 + a) * 25 + next]);
  }

  private static double value(RewardDistance distance, TransitionReward x, TransitionReward y) {
    return distance.between(x, y).value().orElseThrow();
  }

  private static double of(JsonObject row, String column) {
    return row.get(column).getAsDouble();
  }
}
