package org.mesascope.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;

class OccupancyTest {

  private static final FiniteMdp GW5 = Gridworld.gw5().mdp();

  /** Oracle: occupancies sum to 1/(1 − γ), and obey the flow d(s) = μ₀(s) + γ Σ d(s, a) P. */
  @ParameterizedTest
  @ValueSource(doubles = {0, .5, .9, .999})
  void sumAndFlow(double discount) {
    FiniteMdp mdp = GW5.withDiscount(discount);
    Occupancy occupancy = Occupancy.of(mdp, PolicySamples.random(mdp, Seed.of(4)));
    assertThat(occupancy.total()).isEqualTo(1 / (1 - discount), within(1e-10 / (1 - discount)));
    double[] flow = mdp.start();
    for (int row = 0; row < 100; row++) {
      for (int s = 0; s < 25; s++) {
        flow[s] += discount * occupancy.stateActions()[row] * mdp.probability(row / 4, row % 4, s);
      }
    }
    assertThat(flow).containsExactly(occupancy.states(), within(1e-10 / (1 - discount)));
  }

  /** Oracle: the reference occupancy of GW5's soft-optimal policy at β = 5. */
  @Test
  void gw5() {
    TransitionReward reward =
        TransitionReward.of("goal and pit", (s, a, n) -> s == 24 ? 1 : s == 12 ? -1 : 0);
    Occupancy occupancy = Occupancy.of(GW5, SoftPlanning.of(GW5, reward, 5).policy());
    assertThat(occupancy.states()[0]).isEqualTo(.0711587535299812, within(1e-10));
    assertThat(occupancy.states()[12]).isEqualTo(.07546647368664948, within(1e-10));
    assertThat(occupancy.states()[24]).isEqualTo(5.366968630848773, within(1e-10));
  }

  /** Oracle: HumanCompatibleAI/imitation's ReasonablePOMDP, t = 0..20. */
  @Test
  void reasonablePomdp() {
    double[][] expected = {
      {
        1,
        6.998829016244109,
        3.3975942639941277,
        3.3975942639941277,
        .40523310670284757,
        6.800749349
      },
      {
        .9,
        3.1139865853442936,
        1.3890071376891642,
        1.3890071376891642,
        .07288108164131629,
        2.9409281663
      }
    };
    for (double[] row : expected) {
      FiniteMdp mdp = ReasonablePomdp.mdp(row[0]);
      StagedPolicy policy =
          FiniteSoftPlanning.of(mdp, ReasonablePomdp.REWARD, 1, ReasonablePomdp.STEPS).policy();
      Occupancy occupancy = Occupancy.finite(mdp, policy);
      for (int s = 0; s < 5; s++) {
        assertThat(occupancy.states()[s]).isEqualTo(row[1 + s], within(1e-8));
      }
      assertThat(occupancy.total())
          .isEqualTo(row[0] == 1 ? 21 : (1 - Math.pow(.9, 21)) / .1, within(1e-11));
    }
  }

  /** Oracle: return = Σ d(s, a) r(s, a), for both horizons. */
  @Test
  void returnsAreOccupancyTimesReward() {
    TransitionReward reward =
        TransitionReward.of("formula", (s, a, n) -> Math.sin(1 + s + 2 * a + 3 * n));
    double[] expected = GW5.expectedReward(reward);
    TabularPolicy policy = PolicySamples.random(GW5, Seed.of(5));
    assertThat(dot(Occupancy.of(GW5, policy).stateActions(), expected))
        .isEqualTo(PolicyValue.of(GW5, policy, reward).startValue(), within(1e-10));
    assertThat(dot(Occupancy.finite(GW5, policy, 7).stateActions(), expected))
        .isEqualTo(PolicyValue.finite(GW5, policy, reward, 7).startValue(), within(1e-12));
  }

  /** Oracle: with discount 1 the occupancy of a terminal state is the probability of arriving. */
  @Test
  void terminalStatesAreOccupiedOnce() {
    Corridor corridor = Corridor.of(9);
    TabularPolicy policy = PolicySamples.random(corridor.mdp(), Seed.of(6));
    Occupancy occupancy = Occupancy.finite(corridor.mdp(), policy, 12);
    assertThat(occupancy.states()[8])
        .isEqualTo(corridor.outcome(policy).coin(), within(1e-14))
        .isEqualTo(PolicyValue.in(corridor, policy).startValue(), within(1e-14));
    assertThat(occupancy.stateActions()[16]).isZero();
  }

  /** Oracle: visits counted over 4,000 episodes, within 4 standard errors of each cell's mean. */
  @Test
  void rolloutsVisitWhatIsOccupied() {
    Gridworld world = Gridworld.gw5();
    FiniteMdp undiscounted = world.mdp().withDiscount(1);
    TabularPolicy policy = PolicySamples.random(world.mdp(), Seed.of(7));
    double[] exact = Occupancy.finite(undiscounted, policy, world.horizon()).stateActions();
    int episodes = 4000;
    double[] sum = new double[100];
    double[] squares = new double[100];
    for (var trace : policy.rollOut(world, episodes, Seed.of(8)).traces()) {
      double[] own = new double[100];
      for (var step : trace.steps()) {
        own[world.mdp().state(step.situation()) * 4 + world.mdp().action(step.choice())]++;
      }
      for (int row = 0; row < 100; row++) {
        sum[row] += own[row];
        squares[row] += own[row] * own[row];
      }
    }
    for (int row = 0; row < 100; row++) {
      double mean = sum[row] / episodes;
      double error = Math.sqrt((squares[row] / episodes - mean * mean) / episodes);
      assertThat(mean).as("row %d", row).isEqualTo(exact[row], within(4 * error));
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    TabularPolicy policy = PolicySamples.random(GW5, Seed.of(9));
    assertThatThrownBy(() -> Occupancy.of(GW5.withDiscount(1), policy))
        .hasMessageContaining("discount below 1");
    assertThatThrownBy(() -> Occupancy.of(Corridor.of(9).mdp(), policy))
        .hasMessageContaining("25 states by 4 actions")
        .hasMessageContaining("9 by 2");
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
