package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;
import org.mesascope.report.Estimate;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Gridworld;

/** The rest of irl.json and choice.json, to all digits that iterative solvers share. */
class ReferenceValuesTest {

  private static final FiniteMdp GW5 = Gridworld.gw5().mdp();
  private static final double[] TRUTH = new double[25];

  static {
    TRUTH[24] = 5;
    TRUTH[12] = -5;
  }

  private static StationaryPlan plan(FiniteMdp mdp, double[] byState) {
    double[] reward = IntStream.range(0, 100).mapToDouble(i -> byState[i / 4]).toArray();
    return StationaryPlan.of(SuccessorTable.of(mdp), reward, null, 1e-12);
  }

  private static double[] theta(InferredObjective found) {
    return found.parameters().stream().mapToDouble(Estimate::value).toArray();
  }

  @Test
  void theWholePolicyOfTheExpert() {
    double[] expected =
        Oracle.json("irl.json", "GW5", "pi").getAsJsonArray().asList().stream()
            .flatMap(row -> row.getAsJsonArray().asList().stream())
            .mapToDouble(cell -> cell.getAsDouble())
            .toArray();
    assertThat(plan(GW5, TRUTH).policy()).containsExactly(expected, within(1e-9));
  }

  /** The fit's occupancy, policy and gradient are the expert's, not its reward alone. */
  @Test
  void theExactFitBehavesAsTheExpert() {
    StationaryPlan expert = plan(GW5, TRUTH);
    double[] occupancy = expert.occupancy(GW5.start());
    InferredObjective found = MaxCausalEntropyIrl.in("GW5", GW5).inferFromOccupancies(occupancy);
    StationaryPlan fit = plan(GW5, theta(found));
    assertThat(fit.occupancy(GW5.start())).containsExactly(occupancy, within(2e-9));
    double divergence = 0;
    for (int i = 0; i < 100; i++) {
      double ratio = expert.logProbability(0, i / 4, i % 4) - fit.logProbability(0, i / 4, i % 4);
      divergence += .1 * occupancy[i] * ratio;
    }
    assertThat(divergence).isCloseTo(0, within(1e-14));
  }

  /** Rewards by state on GW5 leave the constant, with slip and without. */
  @Test
  void aRewardByStateLeavesOnlyTheConstant() {
    for (double slip : new double[] {.2, 0}) {
      FiniteMdp mdp = Gridworld.builder(5, 5).slip(slip).discount(.9).build().mdp();
      double[] occupancy = plan(mdp, TRUTH).occupancy(mdp.start());
      Identifiability told =
          MaxCausalEntropyIrl.in("GW5", mdp).inferFromOccupancies(occupancy).identifiability();
      assertThat(told.nullDirections())
          .as("slip " + slip)
          .hasDimensions(
              Oracle.json("irl.json", "GW5", "shaping_nullspace_dim_slip" + (slip > 0 ? .2 : "0"))
                  .getAsInt(),
              25);
      assertThat(told.notes()).containsExactly("any constant");
    }
  }

  /** 200 traces of 30 steps, to more digits: both solvers stop at a gradient of 1e-8 or less. */
  @Test
  void demonstrations() {
    TraceLog log = MaxCausalEntropyIrlTest.demonstrations();
    InferredObjective found =
        MaxCausalEntropyIrl.in("GW5", GW5)
            .with(IrlOptions.defaults().withTolerance(1e-12))
            .withPenalty(1)
            .infer(log);
    String[] at = {"GW5", "demos_mle_l2_1"};
    double[] theta = theta(found);
    assertThat(theta)
        .containsExactly(Oracle.numbers("irl.json", at[0], at[1], "theta"), within(1e-6));
    assertThat(found.logLikelihood())
        .isCloseTo(Oracle.number("irl.json", at[0], at[1], "loglik"), within(1e-6));
    assertThat(-found.logLikelihood() + .5 * Information.dot(theta, theta))
        .isCloseTo(Oracle.number("irl.json", at[0], at[1], "nll_penalised"), within(1e-9));
    assertThat(new PearsonsCorrelation().correlation(theta, TRUTH))
        .isCloseTo(Oracle.number("irl.json", at[0], at[1], "corr_with_true"), within(1e-6));
    Step first = log.traces().get(0).steps().get(0);
    assertThat(List.of(first.situation(), first.choice())).containsExactly("18", "2");
  }

  /**
   * Conditional likelihood of binary outcomes in groups is a choice among the subsets of a group of
   * the size seen: statsmodels' test of ConditionalLogit, whose numbers are Stata's clogit.
   */
  @Test
  void groupsOfStata() {
    int[] y = {0, 1, 0, 1, 0, 1, 0, 1, 1, 1};
    int[] group = {0, 0, 0, 1, 1, 1, 2, 2, 2, 2};
    int[] x1 = {0, 1, 0, 0, 1, 1, 0, 0, 1, 0};
    int[] x2 = {0, 0, 1, 0, 0, 1, 0, 1, 1, 1};
    InferredObjective one =
        ConditionalLogit.of(ConditionalLogitOptions.defaults().withFeatures("x1"))
            .infer(subsets(y, group, x1, x2));
    assertThat(theta(one)[0])
        .as("closed form: its exponential solves 3u² − 6u − 4 = 0")
        .isCloseTo(Math.log(1 + Math.sqrt(21) / 3), within(1e-9));
    assertThat(theta(one)).containsExactly(Oracle.numbers("choice.json", "stata_1d"), within(1e-7));
    InferredObjective two = ConditionalLogit.defaults().infer(subsets(y, group, x1, x2));
    assertThat(theta(two)).containsExactly(Oracle.numbers("choice.json", "stata_2d"), within(1e-6));
  }

  private static TraceLog subsets(int[] y, int[] group, int[]... x) {
    List<Trace> traces = new ArrayList<>();
    for (int g = 0; g < 3; g++) {
      int own = g;
      int[] members = IntStream.range(0, y.length).filter(i -> group[i] == own).toArray();
      int size = Arrays.stream(members).map(i -> y[i]).sum();
      List<String> names = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      String taken = "";
      for (int mask = 0; mask < 1 << members.length; mask++) {
        int subset = mask;
        if (Integer.bitCount(mask) == size) {
          names.add("subset " + mask);
          for (int[] feature : x) {
            values.add(
                (double)
                    IntStream.range(0, members.length)
                        .filter(m -> (subset >> m & 1) == 1)
                        .map(m -> feature[members[m]])
                        .sum());
          }
          boolean seen =
              IntStream.range(0, members.length).allMatch(m -> (subset >> m & 1) == y[members[m]]);
          taken = seen ? "subset " + mask : taken;
        }
      }
      Menu menu =
          new Menu(
              names,
              List.of("x1", "x2"),
              values.stream().mapToDouble(Double::doubleValue).toArray());
      traces.add(new Trace("g" + g, List.of(new Step("s", menu, taken, null)), Map.of()));
    }
    return TraceLog.of(traces);
  }

  /** TravelMode without air: the ground modes' own estimates, and the likelihood of the shares. */
  @Test
  void groundModes() {
    List<Trace> ground =
        ConditionalLogitTest.travelMode().traces().stream()
            .filter(trace -> !trace.steps().get(0).choice().equals("air"))
            .map(ReferenceValuesTest::withoutAir)
            .toList();
    ConditionalLogitOptions options =
        ConditionalLogitOptions.defaults().withConstants("car").withFeatures("gc", "ttme");
    LogitFit fit = ConditionalLogit.of(options).fit(TraceLog.of(ground));
    assertThat(theta(fit.objective()))
        .containsExactly(
            Oracle.numbers("choice.json", "hausman_mcfadden_drop_air", "b_ground"), within(1e-7));
    assertThat(Stream.of("train", "bus", "gc", "ttme").mapToDouble(fit::standardError).toArray())
        .containsExactly(
            Oracle.numbers("choice.json", "hausman_mcfadden_drop_air", "se_ground"), within(1e-7));
    LogitFit all =
        ConditionalLogit.of(ConditionalLogitOptions.defaults().withConstants("car"))
            .fit(ConditionalLogitTest.travelMode());
    double constants = all.logLikelihood() - .5 * all.againstConstants().statistic();
    assertThat(constants)
        .isCloseTo(Oracle.number("choice.json", "travelmode", "ll_shares"), within(1e-8));
    assertThat(all.againstConstants().statistic())
        .isCloseTo(Oracle.number("choice.json", "travelmode", "lr_vs_shares"), within(1e-8));
  }

  private static Trace withoutAir(Trace trace) {
    Step step = trace.steps().get(0);
    Menu menu = Objects.requireNonNull(step.menu());
    int width = menu.features().size();
    Menu ground =
        new Menu(
            menu.alternatives().subList(1, 4),
            menu.features(),
            Arrays.copyOfRange(menu.values(), width, 4 * width));
    return new Trace(
        trace.id(),
        List.of(new Step(step.situation(), ground, step.choice(), null)),
        trace.metadata());
  }
}
