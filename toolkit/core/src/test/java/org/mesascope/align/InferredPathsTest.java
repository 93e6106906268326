package org.mesascope.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mesascope.infer.BayesianIrl;
import org.mesascope.infer.CandidatePosterior;
import org.mesascope.infer.InferredObjective;
import org.mesascope.infer.MaxCausalEntropyIrl;
import org.mesascope.infer.NgRussellLp;
import org.mesascope.infer.ObjectiveInference;
import org.mesascope.infer.ObjectiveInferenceContract;
import org.mesascope.infer.PreferenceLearning;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.Gridworld;
import org.mesascope.world.HardPlanning;
import org.mesascope.world.SoftPlanning;
import org.mesascope.world.TabularPolicy;

/** Whatever an objective was inferred by, it is compared in the same way. */
class InferredPathsTest {

  private static final Gridworld GW5 = Gridworld.gw5();
  private static final TransitionReward GOAL = TransitionReward.entering("goal", 24);
  private static final TransitionReward PIT = TransitionReward.entering("pit", 12);
  private static final MaxCausalEntropyIrl MODEL =
      MaxCausalEntropyIrl.in(GW5).withFeatures(GOAL, PIT);
  private static final double[][] GRID =
      IntStream.range(0, 49)
          .mapToObj(i -> new double[] {Math.floorDiv(i, 7), -3 + i % 7})
          .toArray(double[][]::new);

  private static TraceLog walks(int n) {
    TransitionReward wanted =
        TransitionReward.of("wanted", (s, a, next) -> next == 24 ? 3 : next == 12 ? -1 : 0);
    return SoftPlanning.of(GW5.mdp(), wanted, 1).policy().rollOut(GW5, n, Seed.of(1));
  }

  private static TraceLog clips() {
    return TabularPolicy.uniform(25, 4).rollOut(GW5, 80, Seed.of(2));
  }

  private static TraceLog judged(TraceLog clips) {
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i + 1 < clips.traces().size(); i += 2) {
      Trace one = clips.traces().get(i);
      Trace two = clips.traces().get(i + 1);
      boolean first = visits(one) >= visits(two) == (i % 10 != 0);
      Menu menu = Menu.of(List.of(one.id(), two.id()));
      Step step = new Step("pair", menu, first ? one.id() : two.id(), null);
      traces.add(new Trace("rater " + i, List.of(step), Map.of()));
    }
    return TraceLog.of(traces);
  }

  private static long visits(Trace trace) {
    return trace.steps().stream().filter(step -> "24".equals(step.outcome())).count();
  }

  @Test
  void everyMethodEndsInTheSameReport() {
    TraceLog walks = walks(60);
    TraceLog clips = clips();
    Map<String, InferredObjective> found =
        Map.of(
            "MCE-IRL", MODEL.infer(walks),
            "posterior", BayesianIrl.of(MODEL, 3, Seed.of(3)).infer(walks),
            "candidates", BayesianIrl.of(MODEL, 3, Seed.of(3)).over(GRID, walks).objective(),
            "preferences",
                PreferenceLearning.ofTrajectories(clips, GW5.mdp(), GOAL, PIT)
                    .infer(judged(clips)));
    found.forEach(
        (method, objective) -> {
          AlignmentReport report = AlignmentReport.in(GW5).compare(objective, GOAL);
          assertThat(report.verdict()).as(method).startsWith("Behavioural objective (evidence: ");
          assertThat(report.verdict()).as(method).contains(" costs ").doesNotContain("NaN");
          assertThat(AlignmentReport.in(GW5).ranges(objective, GOAL)).as(method).hasSize(2);
        });
  }

  /** Candidates on a grid agree with what the likelihood says, and keep the contract. */
  @Test
  void candidatesAreAnInferenceLikeAnyOther() {
    ObjectiveInference amongst =
        log -> BayesianIrl.of(MODEL, 3, Seed.of(3)).over(GRID, log).objective();
    ObjectiveInferenceContract.check(amongst, walks(20));
    InferredObjective summed = amongst.infer(walks(60));
    InferredObjective fitted = MODEL.infer(walks(60));
    assertThat(summed.parameter("goal").value())
        .isCloseTo(fitted.parameter("goal").value(), within(.5));
    assertThat(summed.parameter("goal").interval().contains(3)).isTrue();
    assertThat(summed.beatsRivals()).isTrue();
  }

  /** Two candidates that differ by potential shaping: nothing tells them apart. */
  @Test
  void candidatesThatExplainAsWellAreSaidToBeUntold() {
    double[] truth = IntStream.range(0, 100).mapToDouble(i -> i / 4 == 24 ? 3 : 0).toArray();
    double[] shaped = truth.clone();
    for (int i = 0; i < 100; i++) {
      int s = i / 4;
      double after = 0;
      for (int next = 0; next < 25; next++) {
        after += GW5.mdp().probability(s, i % 4, next) * Math.sin(next);
      }
      shaped[i] += .9 * after - Math.sin(s);
    }
    MaxCausalEntropyIrl byAction = MaxCausalEntropyIrl.in(GW5).withStateActionRewards();
    CandidatePosterior posterior =
        BayesianIrl.of(byAction, 1, Seed.of(1))
            .over(new double[][] {truth, shaped, new double[100]}, walks(30));
    assertThat(posterior.probabilities()[0]).isCloseTo(.5, within(1e-6));
    assertThat(posterior.identifiability()).startsWith("not identifiable: 2 of 3");
    assertThat(posterior.objective().identifiability().identified()).isFalse();
    assertThat(posterior.objective().identifiability().notes())
        .contains("1 of 3 candidates explain the choices exactly as well as the likeliest");
  }

  /** What is no measurement has no interval and says so; its reward is compared as given. */
  @Test
  void theLinearProgrammeIsComparedAsAGivenReward() {
    TabularPolicy policy = HardPlanning.of(GW5.mdp(), GOAL).policy();
    AlignmentReport report =
        AlignmentReport.in(GW5).compare(GOAL, NgRussellLp.in(GW5.mdp()).infer(policy).reward());
    assertThat(report.verdict()).startsWith("Given rewards");
    assertThat(report.rows().get(0).regret())
        .isInstanceOfSatisfying(
            Regret.Known.class, regret -> assertThat(regret.min()).isCloseTo(0, within(1e-7)));
  }
}
