package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;
import org.mesascope.report.Estimate;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Gridworld;

/**
 * Numbers of irl.json, sections GW5 and cao: the soft Bellman equation and Ziebart's dual solved
 * independently in NumPy and SciPy; values there are in units of the reward, V/β.
 */
class MaxCausalEntropyIrlTest {

  private static final FiniteMdp GW5 = Gridworld.gw5().mdp();
  private static final double BETA = 5;
  private static final double[] TRUTH = new double[25];

  static {
    TRUTH[24] = BETA;
    TRUTH[12] = -BETA;
  }

  private static double[] byAction(double[] byState) {
    return IntStream.range(0, 100).mapToDouble(i -> byState[i / 4]).toArray();
  }

  private static StationaryPlan plan(FiniteMdp mdp, double[] reward) {
    return StationaryPlan.of(SuccessorTable.of(mdp), reward, null, 1e-12);
  }

  private static double[] theta(InferredObjective found) {
    return found.parameters().stream().mapToDouble(Estimate::value).toArray();
  }

  private static double[] centred(double... x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    return Arrays.stream(x).map(v -> v - mean).toArray();
  }

  static TraceLog demonstrations() {
    Map<String, List<Step>> steps = new LinkedHashMap<>();
    for (String line : Oracle.lines("gw5-demonstrations.csv").stream().skip(1).toList()) {
      String[] cell = line.split(",", -1);
      steps
          .computeIfAbsent(cell[0], id -> new ArrayList<>())
          .add(new Step(cell[2], null, cell[3], cell[4]));
    }
    List<Trace> traces = new ArrayList<>();
    steps.forEach((id, own) -> traces.add(new Trace(id, own, Map.of())));
    return TraceLog.of(traces);
  }

  @Test
  void softPlanOfTheExpert() {
    StationaryPlan expert = plan(GW5, byAction(TRUTH));
    assertThat(Arrays.stream(expert.values()).map(v -> v / BETA).toArray())
        .containsExactly(Oracle.numbers("irl.json", "GW5", "V_soft"), within(1e-9));
    assertThat(Information.dot(GW5.start(), expert.values()) / BETA)
        .isCloseTo(Oracle.number("irl.json", "GW5", "mu0_V_soft"), within(1e-9));
    double[] occupancy = expert.occupancy(GW5.start());
    double[] byState = new double[25];
    double returned = 0;
    double likelihood = 0;
    for (int i = 0; i < 100; i++) {
      byState[i / 4] += occupancy[i];
      returned += occupancy[i] * TRUTH[i / 4] / BETA;
      likelihood += occupancy[i] * expert.logProbability(0, i / 4, i % 4);
    }
    assertThat(byState)
        .containsExactly(Oracle.numbers("irl.json", "GW5", "occupancy"), within(1e-9));
    assertThat(Arrays.stream(byState).sum()).isCloseTo(10, within(1e-9));
    assertThat(returned).isCloseTo(Oracle.number("irl.json", "GW5", "J_true"), within(1e-9));
    assertThat(likelihood)
        .isCloseTo(Oracle.number("irl.json", "GW5", "expert_loglik_per_unit_start"), within(1e-9));
    assertThat(Arrays.copyOf(expert.policy(), 4))
        .containsExactly(new double[] {.125469, .374531, .374531, .125469}, within(1e-6));
  }

  @Test
  void exactOccupancyGivesTheRewardUpToAConstant() {
    double[] occupancy = plan(GW5, byAction(TRUTH)).occupancy(GW5.start());
    InferredObjective found = MaxCausalEntropyIrl.in("GW5", GW5).inferFromOccupancies(occupancy);
    assertThat(centred(theta(found))).containsExactly(centred(TRUTH), within(7e-8));
    assertThat(found.identifiability().rank()).isEqualTo(24);
    assertThat(found.identifiability().notes()).containsExactly("any constant");
    assertThat(found.identified("R(24)")).isFalse();
    assertThat(found.logLikelihood())
        .isCloseTo(Oracle.number("irl.json", "GW5", "expert_loglik_per_unit_start"), within(1e-7));
    assertThat(theta(found))
        .as("least norm")
        .satisfies(t -> assertThat(Arrays.stream(t).sum()).isCloseTo(0, within(1e-9)));
  }

  @Test
  void featureExpectationsGiveTheWeights() {
    double[] occupancy = plan(GW5, byAction(TRUTH)).occupancy(GW5.start());
    double[] expected = new double[3];
    for (int i = 0; i < 100; i++) {
      expected[0] += i / 4 == 24 ? occupancy[i] : 0;
      expected[1] += i / 4 == 12 ? occupancy[i] : 0;
      expected[2] += occupancy[i] * (i / 4 % 5) / 4.0;
    }
    InferredObjective found =
        MaxCausalEntropyIrl.in("GW5", GW5)
            .withFeatures(
                TransitionReward.of("goal", (s, a, next) -> s == 24 ? 1 : 0),
                TransitionReward.of("pit", (s, a, next) -> s == 12 ? 1 : 0),
                TransitionReward.of("column", (s, a, next) -> s % 5 / 4.0))
            .inferFromFeatureExpectations(expected);
    assertThat(theta(found)).containsExactly(new double[] {5, -5, 0}, within(1e-7));
    assertThat(found.identifiability().identified()).isTrue();
  }

  @Test
  void penalisedDual() {
    double[] visits = Oracle.numbers("irl.json", "GW5", "occupancy");
    InferredObjective found =
        MaxCausalEntropyIrl.in("GW5", GW5).withPenalty(.1).inferFromFeatureExpectations(visits);
    assertThat(theta(found))
        .containsExactly(Oracle.numbers("irl.json", "GW5", "irl_l2_0.1_theta"), within(1e-6));
  }

  @Test
  void demonstrationsWithAUnitPenalty() {
    InferredObjective found =
        MaxCausalEntropyIrl.in("GW5", GW5).withPenalty(1).infer(demonstrations());
    double[] theta = theta(found);
    assertThat(found.n()).isEqualTo(6000);
    assertThat(found.logLikelihood()).isCloseTo(-3759.937239, within(1e-6));
    assertThat(-found.logLikelihood() + .5 * Information.dot(theta, theta))
        .isCloseTo(3779.312630, within(1e-6));
    assertThat(theta)
        .containsExactly(
            Oracle.numbers("irl.json", "GW5", "demos_mle_l2_1", "theta"), within(2e-5));
    assertThat(new PearsonsCorrelation().correlation(theta, TRUTH))
        .isCloseTo(.896873, within(1e-6));
    assertThat(weightedDivergence(theta)).isCloseTo(.003419, within(1e-6));
    assertThat(found.rivals().get(0).logLikelihood())
        .isCloseTo(
            Oracle.number("irl.json", "GW5", "demos_mle_l2_1", "loglik_uniform"), within(1e-8));
    assertThat(found.beatsRivals()).isTrue();
    assertThat(found.label()).isEqualTo("behavioural objective");
  }

  /** Σ ρ KL(π_E ‖ π_θ), with ρ the expert's occupancy, normalised to sum to 1. */
  private static double weightedDivergence(double[] theta) {
    StationaryPlan expert = plan(GW5, byAction(TRUTH));
    StationaryPlan fit = plan(GW5, byAction(theta));
    double[] occupancy = expert.occupancy(GW5.start());
    double sum = 0;
    for (int i = 0; i < 100; i++) {
      sum +=
          (1 - GW5.discount())
              * occupancy[i]
              * (expert.logProbability(0, i / 4, i % 4) - fit.logProbability(0, i / 4, i % 4));
    }
    return sum;
  }

  @Test
  void oneDiscountLeavesShapingTwoLeaveTheConstant() {
    double[] truth =
        IntStream.range(0, 100).mapToDouble(i -> Math.sin(1 + i / 4 + 2 * (i % 4))).toArray();
    FiniteMdp patient = GW5;
    FiniteMdp hasty = GW5.withDiscount(.5);
    double[] first = plan(patient, truth).occupancy(patient.start());
    double[] second = plan(hasty, truth).occupancy(hasty.start());

    MaxCausalEntropyIrl one = MaxCausalEntropyIrl.in("γ = .9", patient).withStateActionRewards();
    Identifiability alone = one.inferFromOccupancies(first).identifiability();
    assertThat(alone.nullDirections()).hasDimensions(25, 100);
    assertThat(alone.notes())
        .containsExactly("any constant", "any potential shaping (24 directions beside those)");

    InferredObjective both = one.and("γ = .5", hasty).inferFromOccupancies(first, second);
    assertThat(both.identifiability().nullDirections()).hasDimensions(1, 100);
    assertThat(both.identifiability().notes()).containsExactly("any constant");
    assertThat(centred(theta(both))).containsExactly(centred(truth), within(1e-6));
  }

  /**
   * A row of nine cells, γ = .9, uniform start, reward 2 in the right end and .3 in the coin's
   * cell, computed independently in NumPy. Information is summed over the environments.
   */
  @Test
  void aProxyIsToldFromTheCoinOnlyWhereTheyPart() {
    FiniteMdp row = row();
    TransitionReward rightEnd = at("right end", 8);
    double[] train = plan(row, rowReward(8)).occupancy(row.start());
    double[] shift = plan(row, rowReward(0)).occupancy(row.start());
    MaxCausalEntropyIrl training =
        MaxCausalEntropyIrl.in("training", row).withFeatures(rightEnd, at("coin", 8));

    InferredObjective alone = training.inferFromOccupancies(train);
    assertThat(theta(alone)).containsExactly(new double[] {1.15, 1.15}, within(1e-6));
    assertThat(alone.identifiability().eigenvalues())
        .containsExactly(new double[] {0, 1.345213}, within(1e-6));
    assertThat(alone.identifiability().notes())
        .containsExactly("right end and coin move together in these data");
    assertThat(alone.table().toText()).contains("not identifiable").doesNotContain("1.15");

    InferredObjective both =
        training
            .and("shifted", row)
            .withFeaturesIn("shifted", rightEnd, at("coin", 0))
            .inferFromOccupancies(train, shift);
    assertThat(theta(both)).containsExactly(new double[] {2, .3}, within(1e-6));
    assertThat(both.identifiability().eigenvalues())
        .containsExactly(new double[] {.863661, 1.850935}, within(1e-6));
    assertThat(both.identifiability().identified()).isTrue();
  }

  private static FiniteMdp row() {
    FiniteMdp.Builder builder = FiniteMdp.builder(9, 2).discount(.9);
    for (int s = 0; s < 9; s++) {
      builder.transition(s, 0, Math.max(0, s - 1), 1).transition(s, 1, Math.min(8, s + 1), 1);
    }
    return builder.build();
  }

  private static double[] rowReward(int coin) {
    return IntStream.range(0, 18)
        .mapToDouble(i -> (i / 2 == 8 ? 2 : 0) + (i / 2 == coin ? .3 : 0))
        .toArray();
  }

  private static TransitionReward at(String name, int cell) {
    return TransitionReward.of(name, (s, a, next) -> s == cell ? 1 : 0);
  }
}
