package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesascope.world.FiniteMdp;

/**
 * Numbers: irl.json, section ReasonablePOMDP, the test world of HumanCompatibleAI/imitation, by
 * backward induction in NumPy.
 */
class ReasonablePomdpTest {

  private static final int HORIZON = 20;
  private static final double[] REWARD = {1, 2, 2, -20, 3};

  private static FiniteMdp world(double discount) {
    return FiniteMdp.builder(5, 3)
        .discount(discount)
        .start(.5, 0, 0, 0, .5)
        .transition(0, 0, 1, .9)
        .transition(0, 0, 2, .1)
        .transition(0, 1, 3, 1)
        .transition(0, 2, 1, .1)
        .transition(0, 2, 2, .9)
        .transition(1, 0, 3, .05)
        .transition(1, 0, 4, .95)
        .transition(1, 1, 3, 1)
        .transition(1, 2, 4, 1)
        .transition(2, 0, 3, .05)
        .transition(2, 0, 4, .95)
        .transition(2, 1, 3, 1)
        .transition(2, 2, 4, 1)
        .transition(3, 0, 4, 1)
        .transition(3, 1, 4, 1)
        .transition(3, 2, 4, 1)
        .transition(4, 0, 0, 1)
        .transition(4, 1, 0, 1)
        .transition(4, 2, 0, 1)
        .build();
  }

  private static HorizonPlan plan(FiniteMdp mdp, double[] byState) {
    double[] reward = IntStream.range(0, 15).mapToDouble(i -> byState[i / 3]).toArray();
    return HorizonPlan.of(SuccessorTable.of(mdp), reward, HORIZON);
  }

  private static double[] start(FiniteMdp mdp) {
    return Arrays.copyOf(mdp.start(), HORIZON * 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "0.9", "0.5"})
  void valuesPoliciesAndOccupancy(String discount) {
    FiniteMdp mdp = world(Double.parseDouble(discount));
    HorizonPlan plan = plan(mdp, REWARD);
    assertThat(Arrays.copyOf(plan.values(), 5))
        .containsExactly(
            Oracle.numbers("irl.json", "ReasonablePOMDP", discount, "V0"), within(1e-9));
    assertThat(Arrays.copyOf(plan.policy(), 3))
        .containsExactly(
            Oracle.numbers("irl.json", "ReasonablePOMDP", discount, "pi0_s0"), within(1e-9));
    assertThat(Arrays.copyOfRange(plan.policy(), 3, 6))
        .containsExactly(
            Oracle.numbers("irl.json", "ReasonablePOMDP", discount, "pi0_s1"), within(1e-9));
    assertThat(throughTheEnd(mdp, plan))
        .containsExactly(
            Oracle.numbers("irl.json", "ReasonablePOMDP", discount, "Dcum"), within(1e-9));
  }

  /** Discounted visits at t = 0 .. T, one more than there are decisions. */
  private static double[] throughTheEnd(FiniteMdp mdp, HorizonPlan plan) {
    double[] pairs = plan.occupancy(start(mdp));
    double[] visits = new double[5];
    for (int i = 0; i < pairs.length; i++) {
      visits[i / 3 % 5] += pairs[i];
    }
    SuccessorTable.of(mdp).push(pairs, (HORIZON - 1) * 15, visits, 0);
    return visits;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "0.9"})
  void rewardIsFoundUpToAConstant(String discount) {
    FiniteMdp mdp = world(Double.parseDouble(discount));
    double[] pairs = plan(mdp, REWARD).occupancy(start(mdp));
    double[] expected = new double[5];
    for (int i = 0; i < pairs.length; i++) {
      expected[i / 3 % 5] += pairs[i];
    }
    InferredObjective found =
        MaxCausalEntropyIrl.in("ReasonablePOMDP", mdp, HORIZON)
            .with(IrlOptions.defaults().withTolerance(1e-12))
            .inferFromFeatureExpectations(expected);
    double[] centred =
        Oracle.numbers("irl.json", "ReasonablePOMDP", discount, "irl", "true_centred");
    double[] theta = found.parameters().stream().mapToDouble(e -> e.value()).toArray();
    double mean = Arrays.stream(theta).average().orElseThrow();
    assertThat(Arrays.stream(theta).map(x -> x - mean).toArray())
        .containsExactly(centred, within(1e-6));
    double[] fitted = plan(mdp, theta).occupancy(start(mdp));
    assertThat(fitted).containsExactly(pairs, within(1e-8));
  }
}
