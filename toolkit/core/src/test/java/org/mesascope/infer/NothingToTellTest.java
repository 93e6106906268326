package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Gridworld;
import org.mesascope.world.TabularPolicy;

/** Objectives asked of data that cannot tell, and input that breaks what it meets. */
class NothingToTellTest {

  private static final TransitionReward CONSTANT =
      TransitionReward.of("constant", (s, a, next) -> 3);
  private static final TransitionReward ZERO = TransitionReward.of("zero", (s, a, next) -> 0);
  private static final TransitionReward ACTION = TransitionReward.of("action", (s, a, next) -> a);

  /** Worlds in which no choice changes anything. */
  static Iterable<Map.Entry<String, FiniteMdp>> worlds() {
    Map<String, FiniteMdp> worlds = new LinkedHashMap<>();
    for (double discount : new double[] {0, .5, .999}) {
      worlds.put(
          "one state, " + discount,
          FiniteMdp.builder(1, 2)
              .discount(discount)
              .transition(0, 0, 0, 1)
              .transition(0, 1, 0, 1)
              .build());
      worlds.put(
          "one action, " + discount,
          FiniteMdp.builder(3, 1)
              .discount(discount)
              .transition(0, 0, 1, 1)
              .transition(1, 0, 2, 1)
              .transition(2, 0, 2, 1)
              .build());
      FiniteMdp.Builder stuck = FiniteMdp.builder(3, 2).discount(discount);
      for (int s = 0; s < 3; s++) {
        stuck.transition(s, 0, s, 1).transition(s, 1, s, 1);
      }
      worlds.put("absorbing everywhere, " + discount, stuck.build());
    }
    return worlds.entrySet();
  }

  private static TraceLog wander(FiniteMdp mdp, int traces, int steps) {
    RandomGenerator random = Seed.of(2).random();
    List<Trace> all = new ArrayList<>();
    for (int i = 0; i < traces; i++) {
      List<Step> walk = new ArrayList<>();
      int s = i % mdp.states();
      for (int t = 0; t < steps; t++) {
        int row = s * mdp.actions() + random.nextInt(mdp.actions());
        int next = mdp.next()[mdp.rowStart()[row]];
        walk.add(new Step("" + s, null, "" + row % mdp.actions(), "" + next));
        s = next;
      }
      all.add(new Trace("t" + i, walk, Map.of()));
    }
    return TraceLog.of(all);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void whereNothingCanBeChosenNothingIsTold(Map.Entry<String, FiniteMdp> world) {
    FiniteMdp mdp = world.getValue();
    TraceLog log = wander(mdp, 6, 5);
    MaxCausalEntropyIrl irl = MaxCausalEntropyIrl.in("here", mdp);
    for (ObjectiveInference method :
        List.of(
            irl,
            irl.withFeatures(CONSTANT),
            irl.withFeatures(CONSTANT, ZERO),
            irl.withHorizon(7),
            BayesianIrl.of(irl.withFeatures(CONSTANT), 1, Seed.of(1)),
            traces ->
                BayesianIrl.of(irl.withFeatures(CONSTANT), 1, Seed.of(1))
                    .over(new double[][] {{0}, {1}}, traces)
                    .objective())) {
      InferredObjective found = method.infer(log);
      assertThat(found.identifiability().rank()).isZero();
      assertThat(found.identifiability().notes()).isNotEmpty();
      assertThat(found.table().toText()).contains("not identifiable").doesNotContain("NaN");
      assertThat(found.logLikelihood())
          .isCloseTo(-found.n() * Math.log(mdp.actions()), within(1e-9));
      assertThat(found.verdict()).startsWith("no objective of this form is needed");
    }
  }

  /** A constant beside what is told changes nothing of it, near discount 1 too. */
  @Test
  void aConstantFeatureLeavesTheOthersAlone() {
    for (double discount : new double[] {0, .5, .99, .999}) {
      FiniteMdp line = BayesianIrlTest.line(4).withDiscount(discount);
      TraceLog log = wander(line, 10, 20);
      MaxCausalEntropyIrl irl = MaxCausalEntropyIrl.in("line", line);
      InferredObjective alone = irl.withFeatures(ACTION).infer(log);
      InferredObjective both = irl.withFeatures(ACTION, CONSTANT, ZERO).infer(log);
      assertThat(both.parameter("action").value())
          .isCloseTo(alone.parameter("action").value(), within(1e-7));
      assertThat(both.identified("action")).isTrue();
      assertThat(both.identified("constant")).isFalse();
      assertThat(both.parameter("constant").value()).as("least norm").isEqualTo(0, within(1e-9));
      assertThat(both.identifiability().notes())
          .containsExactly("constant and zero left no trace in these choices");
    }
  }

  @Test
  void featuresThatAreNoOrdinaryNumbersAreRefused() {
    FiniteMdp line = BayesianIrlTest.line(4);
    TraceLog log = wander(line, 4, 5);
    MaxCausalEntropyIrl irl = MaxCausalEntropyIrl.in("line", line);
    for (double broken : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      TransitionReward odd = TransitionReward.of("odd", (s, a, next) -> next == 1 ? broken : 0);
      assertThatThrownBy(() -> irl.withFeatures(odd).infer(log))
          .hasMessageContaining("reward \"odd\" expects a finite number");
      assertThatThrownBy(() -> BayesianIrl.of(irl.withFeatures(odd), 1, Seed.of(1)).infer(log))
          .hasMessageContaining("reward \"odd\" expects a finite number");
      assertThatThrownBy(() -> PreferenceLearning.ofTrajectories(log, line, odd))
          .hasMessageContaining("reward \"odd\" expects a finite number");
    }
    TransitionReward huge = TransitionReward.of("huge", (s, a, next) -> next == 1 ? 1e300 : 0);
    assertThatThrownBy(() -> irl.withFeatures(huge).infer(log))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("measure features in other units");
  }

  /** All entry points of traces through a world refuse one that leaves it. */
  @Test
  void aTraceThatLeavesTheWorldIsRefusedEverywhere() {
    FiniteMdp mdp = Gridworld.gw5().mdp();
    Trace jump = new Trace("t", List.of(new Step("0", null, "right", "13")), Map.of());
    TraceLog log = TraceLog.of(List.of(jump));
    MaxCausalEntropyIrl irl = MaxCausalEntropyIrl.in("GW5", mdp);
    for (ObjectiveInference method :
        List.of(
            irl,
            irl.withHorizon(3),
            irl.with(IrlOptions.defaults().withGaps(true)),
            BayesianIrl.of(irl, 1, Seed.of(1)))) {
      assertThatThrownBy(() -> method.infer(log))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("trace \"t\", step 0 leaves the world", "probability 0");
    }
    assertThatThrownBy(() -> NgRussellLp.in(mdp).infer(log))
        .hasMessageContaining("leaves the world");
    assertThatThrownBy(() -> PreferenceLearning.ofTrajectories(log, mdp, ACTION))
        .hasMessageContainingAll("trajectory \"t\", step 0 leaves the world", "probability 0");
  }

  /** One trace of 100,000 steps, and features of both signs: as many short ones say the same. */
  @Test
  void aVeryLongTrace() {
    Gridworld world = Gridworld.builder(5, 5).slip(.2).discount(.9).horizon(100_000).build();
    TransitionReward pit = TransitionReward.entering("pit", 12);
    TransitionReward goal = TransitionReward.entering("goal", 24);
    TransitionReward wanted =
        TransitionReward.of("wanted", (s, a, next) -> next == 24 ? 2 : next == 12 ? -1 : 0);
    double[] reward = world.mdp().expectedReward(wanted);
    TabularPolicy expert =
        new TabularPolicy(
            4, StationaryPlan.of(SuccessorTable.of(world.mdp()), reward, null, 1e-10).policy());
    TraceLog log = expert.rollOut(world, 1, Seed.of(4));
    assertThat(log.stepCount()).isEqualTo(100_000);
    InferredObjective found = MaxCausalEntropyIrl.in(world).withFeatures(goal, pit).infer(log);
    assertThat(found.parameter("goal").value()).isCloseTo(2, within(.1));
    assertThat(found.parameter("pit").value()).isCloseTo(-1, within(.2));
    assertThat(found.parameter("goal").interval().contains(2)).isTrue();
  }

  @Test
  void menusThatLeaveNoChoice() {
    assertThatThrownBy(() -> Menu.of(List.of())).hasMessageContaining("at least one alternative");
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Menu one = new Menu(List.of("a"), List.of("x"), new double[] {i});
      traces.add(new Trace("t" + i, List.of(new Step("s", one, "a", null)), Map.of()));
    }
    InferredObjective found = ConditionalLogit.defaults().infer(TraceLog.of(traces));
    assertThat(found.identified("x")).isFalse();
    assertThat(found.logLikelihood()).isZero();
    assertThat(found.identifiability().notes()).containsExactly("x does not vary within any menu");
    assertThatThrownBy(() -> TraceLog.of(List.of(traces.get(0), traces.get(0))))
        .hasMessageContaining("\"t0\" stands twice");
    assertThatThrownBy(
            () ->
                ConditionalLogitOptions.defaults().withPopulationShares(Map.of("a", 1.5, "b", -.5)))
        .hasMessageContaining("above 0, got -0.5");
    assertThatThrownBy(() -> new Comparison("A", "B", -1, 0, 0)).hasMessageContaining("at least 0");
  }

  /** The wanted discount and world in one call, each trace in its own. */
  @Test
  void severalDiscountsInOneCall() {
    Gridworld patient = Gridworld.gw5();
    FiniteMdp hasty = patient.mdp().withDiscount(.5);
    double[] truth = new double[100];
    Arrays.setAll(truth, i -> (i / 4 == 24 ? 2 : 0) + (i % 4 == 1 ? .5 : 0));
    List<Trace> traces = new ArrayList<>();
    for (FiniteMdp mdp : List.of(patient.mdp(), hasty)) {
      String name = mdp == hasty ? "hasty" : "patient";
      TabularPolicy expert =
          new TabularPolicy(
              4, StationaryPlan.of(SuccessorTable.of(mdp), truth, null, 1e-10).policy());
      for (Trace trace : expert.rollOut(patient, 100, Seed.of(6).split(name)).traces()) {
        traces.add(new Trace(name + trace.id(), trace.steps(), Map.of("world", name)));
      }
    }
    TransitionReward goal = TransitionReward.of("goal", (s, a, next) -> s == 24 ? 1 : 0);
    TransitionReward right = TransitionReward.of("right", (s, a, next) -> a == 1 ? 1 : 0);
    InferredObjective found =
        MaxCausalEntropyIrl.in("patient", patient.mdp())
            .and("hasty", hasty)
            .withFeatures(goal, right)
            .infer(TraceLog.of(traces));
    assertThat(found.n()).isEqualTo(200 * patient.horizon());
    assertThat(found.parameter("goal").interval().contains(2)).isTrue();
    assertThat(found.parameter("right").interval().contains(.5)).isTrue();
  }
}
