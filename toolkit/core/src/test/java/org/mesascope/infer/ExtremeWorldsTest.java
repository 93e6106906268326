package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Gridworld;

/** Several ends, large negative rewards, long horizons, tiny probabilities: by closed forms. */
class ExtremeWorldsTest {

  private static double[] constant(double value, int size) {
    double[] all = new double[size];
    Arrays.fill(all, value);
    return all;
  }

  /** A constant reward r is worth (r + log A)(1 − γᵀ)/(1 − γ). */
  @Test
  void longHorizonsAndPatience() {
    FiniteMdp line = BayesianIrlTest.line(5);
    HorizonPlan plan =
        HorizonPlan.of(SuccessorTable.of(line.withDiscount(1)), constant(-1000, 10), 10_000);
    double worth = 10_000 * (-1000 + Math.log(2));
    assertThat(plan.values()[0]).isCloseTo(worth, within(1e-9 * -worth));
    assertThat(plan.logProbability(0, 2, 1)).isCloseTo(-Math.log(2), within(1e-6));
    StationaryPlan patient =
        StationaryPlan.of(
            SuccessorTable.of(line.withDiscount(.999)), constant(-1000, 10), null, 1e-6);
    double patience = (-1000 + Math.log(2)) / .001;
    assertThat(patient.values()[3]).isCloseTo(patience, within(1e-9 * -patience));
    assertThat(Arrays.stream(patient.occupancy(line.start())).sum()).isCloseTo(1000, within(1e-5));
  }

  private static FiniteMdp fork() {
    return FiniteMdp.builder(3, 2)
        .discount(.999)
        .transition(0, 0, 1, 1)
        .transition(0, 1, 2, 1)
        .terminal(1)
        .terminal(2)
        .startAt(0)
        .build();
  }

  /** Two ends, one of which pays −1000: log π = −1000 − log(1 + e⁻¹⁰⁰⁰), which π cannot hold. */
  @Test
  void tinyProbabilitiesStayInLogSpace() {
    double[] reward = {-1000, 0, 0, 0, 0, 0};
    StationaryPlan plan = StationaryPlan.of(SuccessorTable.of(fork()), reward, null, 1e-12);
    assertThat(plan.policy()[0]).isZero();
    assertThat(plan.logProbability(0, 0, 0)).isCloseTo(-1000, within(1e-9));
    IrlTerm term =
        IrlTerm.ofCounts(
            fork(),
            RewardBasis.of(
                RewardBasis.Form.FEATURES,
                fork(),
                List.of(TransitionReward.entering("bad end", 1))),
            0,
            new double[] {3, 1, 0, 0, 0, 0});
    double[] gradient = new double[1];
    assertThat(term.value(new double[] {-1000}, gradient)).isCloseTo(-3000, within(1e-8));
    assertThat(gradient[0]).as("3 taken, none expected").isCloseTo(3, within(1e-9));
  }

  /** Theory: log-odds of the ends are the difference of their rewards. */
  @Test
  void severalEndsOverALongHorizon() {
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String action = i % 4 == 0 ? "0" : "1";
      String end = i % 4 == 0 ? "1" : "2";
      traces.add(new Trace("t" + i, List.of(new Step("0", null, action, end)), Map.of()));
    }
    for (int horizon : new int[] {0, 10_000}) {
      InferredObjective found =
          MaxCausalEntropyIrl.in("fork", fork())
              .withFeatures(TransitionReward.entering("left end", 1))
              .withHorizon(horizon)
              .infer(TraceLog.of(traces));
      assertThat(found.parameter("left end").value()).isCloseTo(-Math.log(3), within(1e-6));
    }
  }

  /**
   * Steps that cost much on a line with an end, seen by a patient eye: at a reward of 0 the walker
   * never ends, so that nothing is told there and the first step is far too long. Theory: T steps
   * at c each and e on arrival are worth c(1 − γᵀ)/(1 − γ) + γᵀ⁻¹e, so that c − (1 − γ)e/γ is told.
   */
  @Test
  void dearStepsAreRecoveredByPatientEyes() {
    for (double discount : new double[] {.99, .999}) {
      for (double cost : new double[] {-1, -5}) {
        FiniteMdp line = walk(5).withDiscount(discount);
        TransitionReward step = TransitionReward.of("step", (s, a, next) -> 1);
        TransitionReward end = TransitionReward.entering("end", 4);
        TransitionReward right = TransitionReward.of("right", (s, a, next) -> a == 1 ? 1 : 0);
        double[] reward = new double[10];
        for (int i = 0; i < 8; i++) {
          reward[i] = cost + (i % 2 == 1 ? .5 : 0) + (i == 7 ? 3 : 0);
        }
        StationaryPlan agent = StationaryPlan.of(SuccessorTable.of(line), reward, null, 1e-10);
        InferredObjective found =
            MaxCausalEntropyIrl.in("line", line)
                .withFeatures(step, end, right)
                .inferFromOccupancies(agent.occupancy(line.start()));
        String where = "γ = %s, cost %s".formatted(discount, cost);
        assertThat(found.parameter("right").value()).as(where).isCloseTo(.5, within(1e-6));
        double worth = (1 - discount) / discount;
        assertThat(found.parameter("step").value() - worth * found.parameter("end").value())
            .as(where)
            .isCloseTo(cost - worth * 3, within(1e-6));
        assertThat(found.identifiability().notes())
            .containsExactly("step and end move together in these data");
        assertThat(found.identified("right")).isTrue();
      }
    }
  }

  private static FiniteMdp walk(int states) {
    FiniteMdp.Builder builder = FiniteMdp.builder(states, 2).startAt(0).terminal(states - 1);
    for (int s = 0; s < states - 1; s++) {
      builder.transition(s, 0, Math.max(0, s - 1), 1).transition(s, 1, s + 1, 1);
    }
    return builder.build();
  }

  /** Many states end in one: no eigenvalue of their rewards' information but 0 up to rounding. */
  @Test
  void manyUntoldDirectionsAreTakenApart() {
    FiniteMdp line = BayesianIrlTest.line(60).withDiscount(.99);
    double[] reward = new double[120];
    for (int i = 0; i < 120; i++) {
      reward[i] = -5 + (i % 2 == 1 ? .5 : 0) + (i == 119 ? 3 : 0);
    }
    StationaryPlan agent = StationaryPlan.of(SuccessorTable.of(line), reward, null, 1e-10);
    Identifiability told =
        MaxCausalEntropyIrl.in("line", line)
            .withStateActionRewards()
            .inferFromOccupancies(agent.occupancy(line.start()))
            .identifiability();
    assertThat(told.rank()).as("of 120, 60 shapings are silent").isLessThanOrEqualTo(60);
  }

  /** A scaling that no table of the information's matrix would survive: one parameter a state. */
  @Test
  void aGridOfManyStatesIsFitted() {
    Gridworld grid = Gridworld.builder(25, 25).slip(.2).discount(.95).reward(24, 24, 1).build();
    FiniteMdp mdp = grid.mdp();
    SuccessorTable table = SuccessorTable.of(mdp);
    double[] reward = mdp.expectedReward(grid.baseObjective());
    for (int i = 0; i < reward.length; i++) {
      reward[i] = 3 * reward[i] + (i % 100 < 4 ? -.2 : 0);
    }
    StationaryPlan agent = StationaryPlan.of(table, reward, null, 1e-10);
    InferredObjective found =
        MaxCausalEntropyIrl.in("grid", mdp).inferFromOccupancies(agent.occupancy(mdp.start()));
    double[] learned =
        StationaryPlan.of(
                table, mdp.expectedReward((TransitionReward) found.objective()), null, 1e-10)
            .policy();
    assertThat(learned).containsExactly(agent.policy(), within(1e-4));
    assertThat(found.identifiability().summary()).contains("625 parameters are more than 400");
  }

  /** The same data in other units: what is told does not change. */
  @Test
  void whatIsToldDoesNotDependOnUnits() {
    for (double unit : new double[] {1e-9, 1e-5, 1, 1e5, 1e9}) {
      List<Trace> traces = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        double v = Math.sin(i);
        double w = Math.cos(3 * i);
        double[] x = {v, 2 * v * unit, w, 0, 0, 0};
        Menu menu = new Menu(List.of("a", "b"), List.of("x", "y", "z"), x);
        String choice = 2 * Math.sin(7 * i + 1) + v + w > 0 ? "a" : "b";
        traces.add(new Trace("t" + i, List.of(new Step("s", menu, choice, null)), Map.of()));
      }
      InferredObjective found = ConditionalLogit.defaults().infer(TraceLog.of(traces));
      assertThat(found.identified("x")).as("x, unit " + unit).isFalse();
      assertThat(found.identified("y")).as("y, unit " + unit).isFalse();
      assertThat(found.identified("z")).as("z, unit " + unit).isTrue();
      assertThat(found.identifiability().notes())
          .containsExactly("x and y move together in these data");
      assertThat(found.identifiability().identified(1, 2 * unit, 0)).isTrue();
      assertThat(found.identifiability().identified(1, -2 * unit, 0)).isFalse();
    }
  }
}
