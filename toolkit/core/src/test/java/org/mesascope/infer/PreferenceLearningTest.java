package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.Gridworld;
import org.mesascope.world.TabularPolicy;

class PreferenceLearningTest {

  private static final List<Comparison> STIGLER =
      List.of(
          Comparison.of("Biometrika", "Comm Statist", 730, 33),
          Comparison.of("Biometrika", "JASA", 498, 320),
          Comparison.of("Biometrika", "JRSS-B", 221, 284),
          Comparison.of("Comm Statist", "JASA", 68, 813),
          Comparison.of("Comm Statist", "JRSS-B", 17, 276),
          Comparison.of("JASA", "JRSS-B", 142, 325));

  private static double value(InferredObjective found, String name) {
    return found.parameter(name).value();
  }

  /** Oracle: choice.json, bt_citations (Stigler 1994), as R's BradleyTerry2 gives. */
  @Test
  void citationsOfStatisticsJournals() {
    InferredObjective found = PreferenceLearning.ofItems("Biometrika").infer(STIGLER);
    double[] b = found.parameters().stream().mapToDouble(Estimate::value).toArray();
    double[] se = new double[3];
    for (int k = 0; k < 3; k++) {
      se[k] = Math.sqrt(found.covariance()[4 * k]);
    }
    assertThat(found.identifiability().parameters())
        .containsExactly("Comm Statist", "JASA", "JRSS-B");
    assertThat(b)
        .containsExactly(
            new double[] {-2.9490725697117126, -.479569861485961, .2689540257548538}, within(1e-7));
    assertThat(se)
        .containsExactly(
            new double[] {.1025453367323829, .06058872985958899, .07082996535574534}, within(1e-7));
    assertThat(found.logLikelihood()).isCloseTo(-1622.889809, within(1e-6));
    assertThat(found.identifiability().identified()).isTrue();
    assertThat(found.n())
        .isEqualTo(730 + 33 + 498 + 320 + 221 + 284 + 68 + 813 + 17 + 276 + 142 + 325);
    assertThat(found.beatsRivals()).isTrue();
  }

  /** Oracle: Davidson's likelihood maximised by SciPy 1.17 (BFGS to a gradient of 1e-10). */
  @Test
  void tiesFollowDavidson() {
    List<Comparison> games =
        List.of(
            new Comparison("A", "B", 11, 5, 4),
            new Comparison("A", "C", 9, 6, 7),
            new Comparison("B", "C", 8, 10, 3));
    InferredObjective found = PreferenceLearning.ofItems("A").withTies("tie").infer(games);
    assertThat(value(found, "B")).isCloseTo(-0.7305066915570522, within(1e-6));
    assertThat(value(found, "C")).isCloseTo(-0.41821257567929365, within(1e-6));
    assertThat(value(found, "ties (log ν)")).isCloseTo(-0.5274119423583773, within(1e-6));
    assertThat(found.logLikelihood()).isCloseTo(-65.79245698382904, within(1e-8));
    InferredObjective turned =
        PreferenceLearning.ofItems("A")
            .withTies("tie")
            .infer(
                List.of(
                    new Comparison("B", "A", 5, 11, 4),
                    new Comparison("C", "A", 6, 9, 7),
                    new Comparison("C", "B", 10, 8, 3)));
    assertThat(value(turned, "C")).isCloseTo(value(found, "C"), within(1e-9));
    assertThatThrownBy(() -> PreferenceLearning.ofItems("A").infer(games))
        .hasMessageContaining("tied 4 times");
  }

  /** The same games as a log, one step each. */
  @Test
  void aLogOfComparisonsSaysTheSameAsItsCounts() {
    List<Step> steps = new ArrayList<>();
    Menu ab = Menu.of(List.of("A", "B", "same"));
    Menu cb = Menu.of(List.of("C", "same", "B"));
    for (String choice : List.of("A", "A", "B", "same", "A", "B")) {
      steps.add(new Step("s", ab, choice, null));
    }
    for (String choice : List.of("B", "B", "C", "same", "C")) {
      steps.add(new Step("s", cb, choice, null));
    }
    TraceLog log = TraceLog.of(List.of(new Trace("t", steps, Map.of())));
    InferredObjective fromLog = PreferenceLearning.ofItems("A").withTies("same").infer(log);
    InferredObjective fromCounts =
        PreferenceLearning.ofItems("A")
            .withTies("same")
            .infer(List.of(new Comparison("A", "B", 3, 2, 1), new Comparison("C", "B", 2, 2, 1)));
    for (String name : List.of("B", "C", "ties (log ν)")) {
      assertThat(value(fromLog, name)).isCloseTo(value(fromCounts, name), within(1e-8));
    }
    assertThat(fromLog.n()).isEqualTo(11);
  }

  @Test
  void aDisconnectedGraphTellsOnlyDifferencesWithinItsParts() {
    InferredObjective found =
        PreferenceLearning.ofItems("A")
            .infer(List.of(Comparison.of("A", "B", 6, 4), Comparison.of("C", "D", 7, 3)));
    assertThat(found.identified("B")).isTrue();
    assertThat(found.identified("C")).isFalse();
    assertThat(found.identifiability().rank()).isEqualTo(2);
    assertThat(found.identifiability().notes())
        .containsExactly(
            "the groups {A and B} and {C and D} were never compared with each other, directly or through others: only differences within a group are told");
    Estimate within = found.contrast("C − D", Map.of("C", 1.0, "D", -1.0));
    assertThat(within.value()).isCloseTo(Math.log(7.0 / 3), within(1e-8));
    assertThat(Objects.requireNonNull(within.interval()).width()).isFinite();
  }

  /** Ford (1957): a maximum exists only where no group never loses to the rest. */
  @Test
  void whoNeverLosesHasNoUpperBound() {
    InferredObjective found =
        PreferenceLearning.ofItems("A")
            .infer(
                List.of(
                    Comparison.of("A", "B", 6, 4),
                    Comparison.of("C", "A", 5, 0),
                    Comparison.of("C", "B", 3, 0)));
    assertThat(found.identified("C")).isFalse();
    assertThat(found.identified("B")).isTrue();
    assertThat(value(found, "B")).isCloseTo(Math.log(4.0 / 6), within(1e-2));
    assertThat(found.identifiability().notes()).anyMatch(n -> n.startsWith("C never lost"));
    assertThat(found.table().toText()).contains("not identifiable");
  }

  @Test
  void nothingThatTiedIsSaid() {
    InferredObjective found =
        PreferenceLearning.ofItems("A")
            .withTies("tie")
            .infer(List.of(Comparison.of("A", "B", 6, 4)));
    assertThat(found.identified("ties (log ν)")).isFalse();
    assertThat(found.identifiability().summary()).contains("nothing tied");
  }

  /** Over seeds: clips of a random walk, preferred by exp of their summed reward. */
  @Test
  void trajectoriesGiveTheRewardBack() {
    Gridworld world = Gridworld.gw5();
    TransitionReward goal = TransitionReward.of("goal", (s, a, next) -> next == 24 ? 1 : 0);
    TransitionReward pit = TransitionReward.of("pit", (s, a, next) -> next == 12 ? 1 : 0);
    int covered = 0;
    int seeds = 60;
    for (int i = 0; i < seeds; i++) {
      Seed seed = Seed.of(21).split(i);
      TraceLog clips = TabularPolicy.uniform(25, 4).rollOut(world, 120, seed.split("clips"));
      PreferenceSubject.Trajectories sums =
          PreferenceSubject.Trajectories.of(clips, world.mdp(), List.of(goal, pit));
      InferredObjective found =
          PreferenceLearning.ofTrajectories(clips, world.mdp(), goal, pit)
              .infer(judged(clips, sums, seed.split("judge").random()));
      assertThat(found.identifiability().identified()).isTrue();
      covered += covers(found, "goal", 1) ? 1 : 0;
      covered += covers(found, "pit", -.5) ? 1 : 0;
    }
    // .1 % and 99.9 % quantiles of a binomial of 120 draws with chance .95
    assertThat(covered).isBetween(105, 120);
  }

  private static TraceLog judged(
      TraceLog clips, PreferenceSubject.Trajectories sums, RandomGenerator random) {
    List<Trace> traces = new ArrayList<>();
    for (int j = 0; j + 1 < clips.traces().size(); j += 2) {
      String a = clips.traces().get(j).id();
      String b = clips.traces().get(j + 1).id();
      double[] first = sums.row(a, null);
      double[] second = sums.row(b, null);
      double better = first[0] - second[0] - .5 * (first[1] - second[1]);
      String choice = random.nextDouble() < 1 / (1 + Math.exp(-better)) ? a : b;
      Step step = new Step("pair", Menu.of(List.of(a, b)), choice, null);
      traces.add(new Trace("rater " + j, List.of(step), Map.of()));
    }
    return TraceLog.of(traces);
  }

  private static boolean covers(InferredObjective found, String name, double truth) {
    return Objects.requireNonNull(found.parameter(name).interval()).contains(truth);
  }

  @Test
  void contracts() {
    RandomGenerator random = Seed.of(5).random();
    List<Trace> traces = new ArrayList<>();
    List<String> items = List.of("A", "B", "C", "D");
    for (int i = 0; i < 120; i++) {
      String a = items.get(i % 4);
      String b = items.get((i + 1 + i / 4 % 3) % 4);
      double u = random.nextDouble();
      Menu menu = new Menu(List.of(a, b, "tie"), List.of("x"), new double[] {u, 1 - u, 0});
      String choice = menu.alternatives().get(random.nextInt(3));
      traces.add(new Trace("t" + i, List.of(new Step("s", menu, choice, null)), Map.of()));
    }
    TraceLog log = TraceLog.of(traces);
    ObjectiveInferenceContract.check(PreferenceLearning.ofItems("A").withTies("tie"), log);
    ObjectiveInferenceContract.check(PreferenceLearning.ofFeatures().withTies("tie"), log);
    ObjectiveInferenceContract.check(
        PreferenceLearning.ofFeatures("x").withTies("tie").withErrors(StandardErrors.CLUSTERED),
        log);
  }

  @Test
  void badInputNamesTraceAndStep() {
    Menu three = Menu.of(List.of("A", "B", "C"));
    TraceLog log =
        TraceLog.of(List.of(new Trace("t", List.of(new Step("s", three, "A", null)), Map.of())));
    assertThatThrownBy(() -> PreferenceLearning.ofItems("A").infer(log))
        .hasMessageContaining("trace \"t\", step 0: a comparison expects two alternatives");
    assertThatThrownBy(() -> PreferenceLearning.ofItems("Z").infer(STIGLER))
        .hasMessageContaining("\"Z\" is in no comparison");
    assertThatThrownBy(() -> Comparison.of("A", "A", 1, 2)).hasMessageContaining("itself");
    assertThatThrownBy(() -> PreferenceLearning.ofFeatures().infer(STIGLER))
        .hasMessageContaining("menus with features");
    assertThatThrownBy(
            () ->
                PreferenceLearning.ofTrajectories(
                        TraceLog.of(List.of()),
                        Gridworld.gw5().mdp(),
                        TransitionReward.entering("goal", 24))
                    .infer(STIGLER))
        .hasMessageContaining("no trajectory \"Biometrika\"");
  }
}
