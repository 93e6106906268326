package org.mesascope.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mesascope.incontext.InContextModel;
import org.mesascope.incontext.LinearAttentionRisk;
import org.mesascope.incontext.LinearSelfAttention;
import org.mesascope.optimizer.Baseline;
import org.mesascope.optimizer.Optimizer;
import org.mesascope.optimizer.Unroll;
import org.mesascope.report.Estimate;
import org.mesascope.search.MazeOptions;
import org.mesascope.search.MazeSet;
import org.mesascope.search.RandomMazes;
import org.mesascope.search.RecurrentPlanner;
import org.mesascope.search.ThinkingTime;
import org.mesascope.stats.Seed;
import org.mesascope.task.FeatureUtility;
import org.mesascope.task.InnerProblems;
import org.mesascope.task.InputLaw;
import org.mesascope.task.Mixture;
import org.mesascope.task.PromptShift;
import org.mesascope.task.Quadratics;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.Shift;
import org.mesascope.task.SupportDesk;
import org.mesascope.task.TaskShift;
import org.mesascope.task.WeightLaw;
import org.mesascope.trace.LogMapping;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.train.PolicyGradient;
import org.mesascope.world.Corridor;
import org.mesascope.world.World;

/** Every named shift, through one idiom. */
class SweptShiftsTest {

  private static final Seed SEED = Seed.of(21);
  private static final Corridor CORRIDOR = Corridor.of(9).withCoinAt(8);

  private static final RegressionPrompts UNIFORM =
      new RegressionPrompts(new InputLaw.Uniform(10, 1), new WeightLaw.Gaussian(1), 10, 0);
  private static final RegressionPrompts NORMAL =
      new RegressionPrompts(InputLaw.Gaussian.standard(10), new WeightLaw.Gaussian(1), 20, 0);

  /** Oracle: the exact risk of one layer (Ahn et al. 2023), times 3 for U(−1, 1) inputs. */
  @Test
  void inputScale() {
    GapReport exact = exact(UNIFORM, PromptShift.inputScale(UNIFORM));
    double[] scales = {.25, .5, 1, 1.25, 1.5, 2, 3};
    double[] risks = {.1956, .6492, 1.6498, 3.410, 9.631, 67.21, 984.5};
    for (int i = 0; i < scales.length; i++) {
      double nothing = 10 / 3.0 * scales[i] * scales[i];
      assertThat(objective(exact, scales[i])).isCloseTo(1 - risks[i] / nothing, within(2e-3));
    }
    measuredAgrees(UNIFORM, PromptShift.inputScale(UNIFORM), exact, .25, 1, 1.5);
  }

  /** The noiseless risk and what 0 gets both grow by the square, so the share stays. */
  @Test
  void weightScale() {
    GapReport exact = exact(UNIFORM, PromptShift.weightScale(UNIFORM));
    for (GapPoint point : exact.points()) {
      assertThat(exact.objectiveInDeployment(point).value())
          .isCloseTo(1 - 1.6498 / (10 / 3.0), within(1e-4));
    }
    measuredAgrees(UNIFORM, PromptShift.weightScale(UNIFORM), exact, .5, 2);
  }

  /** Oracle: the exact risk of the noiseless optimum under noise; predicting 0 loses 10. */
  @Test
  void labelNoise() {
    GapReport exact = exact(NORMAL, PromptShift.noise(NORMAL));
    assertThat(objective(exact, 0)).isCloseTo(1 - .35484, within(1e-4));
    assertThat(objective(exact, 1)).isCloseTo(1 - .3757, within(1e-4));
    assertThat(objective(exact, 2)).isCloseTo(1 - .4381, within(1e-4));
    measuredAgrees(NORMAL, PromptShift.noise(NORMAL), exact, 0, 2);
  }

  /** Oracle: the exact risk at 5, 10, 40, 100 and 1,000 examples of the optimum for 20. */
  @Test
  void contextLength() {
    GapReport exact = exact(NORMAL, PromptShift.context(NORMAL), 5, 10, 40, 100, 1000);
    double[] risks = {10.416, 5.838, 2.404, 1.717, 1.305};
    for (int i = 0; i < risks.length; i++) {
      assertThat(exact.objectiveInDeployment(exact.points().get(i)).value())
          .isCloseTo(1 - risks[i] / 10, within(1e-4));
    }
    measuredAgrees(NORMAL, PromptShift.context(NORMAL), exact, 5, 40);
    assertThatThrownBy(() -> exact(NORMAL, PromptShift.context(NORMAL), 2.5))
        .hasMessageContaining("whole number");
  }

  /** More steps of gradient descent that contracts never lose ground; the rest is an unroll. */
  @Test
  void horizon() {
    Quadratics family = Quadratics.random(4);
    Optimizer sgd = Baseline.sgd(.01);
    GapReport report =
        ShiftSweep.ofTrained(
                sgd, SEED, TaskShift.horizon(family, 20), OptimizerOutcomes.solving(.2, 200))
            .run();
    double before = 0;
    for (GapPoint point : report.points()) {
      double now = report.objectiveInDeployment(point).value();
      assertThat(now).isGreaterThanOrEqualTo(before - .08);
      before = now;
    }
    assertThat(before).isGreaterThan(objective(report, 4) + .3);
    Unroll one = Unroll.of(sgd, family.batch(200, own(200)), 200);
    int solved = 0;
    for (int b = 0; b < 200; b++) {
      solved += one.lossesAt(200)[b] <= .2 * one.lossesAt(0)[b] ? 1 : 0;
    }
    assertThat(objective(report, 200)).isEqualTo(solved / 200.0);
  }

  /** The seed of the only member of a deployment mixture, at a place of the first seed. */
  private static Seed own(double place) {
    return SEED.split("seed/0/measure").split(Double.toString(place)).split("deployment/0");
  }

  /** Gradient descent contracts where rate · λmax(2WᵀW) < 2: λmax grows with the dimension. */
  @Test
  void dimension() {
    var shift = InnerProblems.over(TaskShift.dimension(4, Quadratics::random), 40);
    GapReport report = gradientDescent(shift, .02, 4, 400);
    assertThat(capability(report, 4)).isGreaterThan(.97);
    assertThat(capability(report, 400)).isLessThan(.03);
  }

  /** The losses of steep directions grow where rate times curvature exceeds 2. */
  @Test
  void conditioningAndScale() {
    Quadratics family = Quadratics.random(4);
    GapReport conditioned =
        gradientDescent(InnerProblems.over(TaskShift.conditioning(family), 40), .02, 1, 100);
    assertThat(objective(conditioned, 1)).isGreaterThan(objective(conditioned, 100));
    GapReport scaled =
        gradientDescent(InnerProblems.over(TaskShift.scale(family), 40), .02, 1, 100);
    assertThat(capability(scaled, 1)).isGreaterThan(.97);
    assertThat(capability(scaled, 100)).as("rate × 100 diverges").isLessThan(.2);
  }

  /** Counted in episodes, the shares of the exact computation. */
  @Test
  void coinPositionCountedAndExact() {
    var shift = CORRIDOR.coinPositions();
    var sweep = ShiftSweep.of(new LinearAgent(1.2, .9)).over(shift);
    GapReport exact = sweep.run();
    GapReport counted = sweep.measuring(Goals.sampled(shift, 200)).seeds(20).run();
    for (int k = 0; k < exact.points().size(); k++) {
      GapPoint point = exact.points().get(k);
      double p = exact.objectiveInDeployment(point).value();
      double spread = Math.sqrt(p * (1 - p) / 4_000);
      assertThat(counted.objectiveInDeployment(counted.points().get(k)).value())
          .isCloseTo(p, within(5 * spread + 1e-12));
    }
    String data = counted.figure(new GapReport.Overlay("exact", exact)).data().toCsv();
    assertThat(data).contains("\"objective, exact\"", "objective: reaches the intended goal");
  }

  /** The share of moves on a shortest path is the accuracy that thinking time measures. */
  @Test
  void mazeSize() {
    var planner = RecurrentPlanner.untrained(Seed.of(4));
    var shift = RandomMazes.sizes(MazeOptions.defaults(), 8, 10);
    GapReport report = ShiftSweep.ofTrained(planner, SEED, shift, MazeOutcomes.after(3, 20)).run();
    for (int side : new int[] {8, 10}) {
      var drawn = RandomMazes.of(MazeOptions.defaults().withSide(side)).mazes(20, own(side));
      var accuracy =
          ThinkingTime.of(
              planner, List.of(new MazeSet("m", drawn, MazeOptions.defaults().kind())), 3);
      assertThat(objective(report, side))
          .isCloseTo(accuracy.on("m").get(0).accuracy().value(), within(1e-12));
      assertThat(capability(report, side)).isGreaterThanOrEqualTo(objective(report, side));
    }
  }

  /** Oracle: the table of exact numbers for p = 0, after 500 steps. */
  @Test
  void trainingStep() {
    World at0 = CORRIDOR.withCoinAt(0);
    GapReport report =
        ShiftSweep.overSteps(seed -> PolicyGradient.defaults().train(CORRIDOR, seed), SEED)
            .between(CORRIDOR, at0)
            .run();
    assertThat(report.objectiveInDeployment(report.farthest()).value())
        .isCloseTo(.000647, within(5e-7));
  }

  /** Oracle: the exact shares of replies that resolve and that sound confident. */
  @Test
  void promptVersion() {
    SupportDesk desk = SupportDesk.training().withCorrelation(0);
    var versions =
        List.of(
            new FeatureUtility("plain", SupportDesk.FEATURES, 2, 0, 0),
            new FeatureUtility("be sure", SupportDesk.FEATURES, 2, 2, 0));
    TracedSystem<FeatureUtility> assistant = (version, seed) -> desk.answer(version, 400, seed);
    GapReport report =
        ShiftSweep.ofTrained(
                assistant,
                SEED,
                Shift.among("prompt version", versions),
                TraceOutcomes.shares(
                    "answers",
                    step -> step.outcome() != null,
                    "resolves",
                    step -> "resolved".equals(step.outcome())))
            .seeds(10)
            .run();
    for (int k = 0; k < versions.size(); k++) {
      assertThat(objective(report, k))
          .isCloseTo(desk.share("resolves", versions.get(k)), within(.025));
      assertThat(capability(report, k)).isEqualTo(1);
    }
    assertThat(report.at(0).training().objective()).hasSize(10);
    assertThatThrownBy(() -> Shift.among("v", List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> Shift.among("v", versions).at(2)).hasMessageContaining("0 to 1");
  }

  /** Oracle: the mean of the exact shares of both kinds of users, by their weights. */
  @Test
  void userMix() {
    SupportDesk regulars = SupportDesk.training();
    SupportDesk newcomers = regulars.withCorrelation(0);
    FeatureUtility served = new FeatureUtility("confidence", SupportDesk.FEATURES, 0, 3, 0);
    TracedSystem<SupportDesk> assistant = (users, seed) -> users.answer(served, 300, seed);
    GapReport report =
        ShiftSweep.ofTrained(
                assistant,
                SEED,
                Shift.mix("share of newcomers", regulars, newcomers, 0),
                TraceOutcomes.shares(
                    "serves the proxy",
                    TraceOutcomes.takesBest(served),
                    "resolves",
                    TraceOutcomes.takesBest(SupportDesk.baseObjective())))
            .seeds(10)
            .run();
    double before = objective(report, 0);
    double after = objective(report, 1);
    assertThat(before).isEqualTo(capability(report, 0));
    assertThat(after).isLessThan(before - .2);
    assertThat(objective(report, .5)).isCloseTo((before + after) / 2, within(.03));
    assertThat(capability(report, 1)).isGreaterThan(.9);
    assertThatThrownBy(() -> Shift.mix("users", regulars, newcomers, 1))
        .hasMessageContaining("share in [0, 1)");
  }

  /** Each unit is its own pair; its rows count once, together. */
  @Test
  void versionsOfALogUnitByUnit() {
    List<Trace> traces = new ArrayList<>();
    for (int unit = 0; unit < 12; unit++) {
      traces.add(conversation(unit, "one", 4, 3));
      traces.add(conversation(unit, "two", 8, unit % 2 == 0 ? 0 : 4));
    }
    GapReport report = swept(TraceLog.of(traces)).run();
    assertThat(report.seeds()).isEqualTo(12);
    assertThat(objective(report, 0)).isEqualTo(.75);
    assertThat(objective(report, 1)).isEqualTo(.25);
    Estimate gap = report.objectiveGap(report.at(1));
    assertThat(gap.value()).isEqualTo(.5);
    assertThat(gap.n()).isEqualTo(12);
    assertThat(gap.method()).contains("over units");
    GapReport few = swept(TraceLog.of(traces.subList(0, 6))).run();
    assertThat(few.notes()).singleElement().asString().contains("Only 3 units", "Record at least");
    assertThatThrownBy(() -> swept(TraceLog.of(traces)).seeds(3))
        .hasMessageContaining("its own 12 units");
    assertThatThrownBy(() -> swept(TraceLog.of(traces.subList(0, 3))))
        .hasMessageContaining("\"user 1\" was not seen in [two]");
    assertThatThrownBy(() -> swept(TraceLog.of(List.of()))).hasMessageContaining("got none");
  }

  private static ShiftSweep<TracedSystem<String>, String> swept(TraceLog log) {
    return ShiftSweep.ofUnits(
        log,
        LogMapping.VERSION,
        Shift.among("prompt version", List.of("one", "two")),
        TraceOutcomes.shares(
            "answers", step -> true, "resolves", step -> "resolved".equals(step.outcome())));
  }

  private static Trace conversation(int unit, String version, int steps, int resolved) {
    List<Step> all = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      all.add(new Step("case " + i, null, "reply", i < resolved ? "resolved" : "open"));
    }
    return new Trace(
        unit + version, all, Map.of(LogMapping.UNIT, "user " + unit, LogMapping.VERSION, version));
  }

  private static GapReport gradientDescent(Shift<InnerProblems> shift, double rate, double... at) {
    return ShiftSweep.ofTrained(
            (Optimizer) Baseline.sgd(rate), SEED, shift, OptimizerOutcomes.solving(.5, 300))
        .at(at)
        .run();
  }

  private static GapReport exact(
      RegressionPrompts training, Shift<RegressionPrompts> shift, double... at) {
    double[][] optimum = LinearAttentionRisk.on(training).optimum();
    var sweep = ShiftSweep.ofTrained(optimum, SEED, shift, PromptOutcomes.exact());
    return (at.length == 0 ? sweep : sweep.at(at)).run();
  }

  /** The step itself, built as a layer, on 20 times 500 prompts. */
  private static void measuredAgrees(
      RegressionPrompts training, Shift<RegressionPrompts> shift, GapReport exact, double... at) {
    double[][] optimum = LinearAttentionRisk.on(training).optimum();
    InContextModel layer = LinearSelfAttention.constructedGradientDescent(optimum);
    GapReport measured =
        ShiftSweep.ofTrained(layer, SEED, shift, PromptOutcomes.beside(layer, 500))
            .at(at)
            .seeds(20)
            .run();
    for (double place : at) {
      double known = exact.objectiveInDeployment(exact.at(place)).value();
      assertThat(1 - objective(measured, place))
          .as("%s %s", shift.strength(), place)
          .isCloseTo(1 - known, within(.04 * (1 - known)));
      assertThat(capability(measured, place)).isEqualTo(1);
    }
  }

  private static double objective(GapReport report, double place) {
    return report.objectiveInDeployment(report.at(place)).value();
  }

  private static double capability(GapReport report, double place) {
    return report.capabilityInDeployment(report.at(place)).value();
  }

  @Test
  void aShiftMapsItsMixtures() {
    Shift<String> named = Shift.mix("share", 1, 2, .25).map(n -> "kind " + n);
    assertThat(named.training()).isEqualTo(Mixture.of("kind 1", "kind 2", .25));
    assertThat(named.at(1)).isEqualTo(Mixture.of("kind 1", "kind 2", 1));
    assertThat(named.strengths()).containsExactly(.25, .4375, .625, .8125, 1.0);
  }
}
