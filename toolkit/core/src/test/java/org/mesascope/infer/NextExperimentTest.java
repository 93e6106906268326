package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;

/**
 * A right end and a coin that training never parts (see MaxCausalEntropyIrlTest): what would settle
 * it.
 */
class NextExperimentTest {

  private static final FiniteMdp ROW = BayesianIrlTest.line(9);
  private static final TransitionReward END = at("right end", 8);
  private static final MaxCausalEntropyIrl TRAINING =
      MaxCausalEntropyIrl.in("training", ROW).withFeatures(END, at("coin", 8));

  private static TransitionReward at(String name, int cell) {
    return TransitionReward.of(name, (s, a, next) -> s == cell ? 1 : 0);
  }

  private static double[] occupancy() {
    double[] reward = new double[18];
    reward[16] = 2.3;
    reward[17] = 2.3;
    return StationaryPlan.of(SuccessorTable.of(ROW), reward, null, 1e-12).occupancy(ROW.start());
  }

  private static List<Experiment> candidates(InferredObjective fit) {
    double[] left = new double[9];
    left[0] = 1;
    return List.of(
        TRAINING.experiment(fit, "training again", ROW, 12),
        TRAINING.experiment(fit, "start at the left end", ROW.withStart(left), 12),
        TRAINING.experiment(fit, "coin at 0", ROW, 12, END, at("coin", 0)),
        TRAINING.experiment(fit, "another discount", ROW.withDiscount(.5), 12));
  }

  @Test
  void onlyTheShiftedCoinWouldTell() {
    InferredObjective alone = TRAINING.inferFromOccupancies(occupancy());
    assertThat(alone.identifiability().identified()).isFalse();
    NextExperiment next = NextExperiment.after(alone, 20, candidates(alone));
    assertThat(next.proposals().get(0).name()).isEqualTo("coin at 0");
    assertThat(next.proposals().get(0).told()).isEqualTo(1);
    assertThat(next.proposals().get(0).words())
        .isEqualTo("tells 1 of 1 untold direction: right end and coin would be told");
    assertThat(next.proposals().subList(1, 4)).allMatch(p -> p.told() == 0 && p.left() == 1);
    assertThat(next.summary()).startsWith("next: 20 traces of \"coin at 0\"");
    assertThat(next.table().toText()).contains("coin at 0");

    NextExperiment none =
        NextExperiment.after(
            alone,
            20,
            candidates(alone).stream().filter(e -> !e.name().equals("coin at 0")).toList());
    assertThat(none.summary())
        .startsWith("none of these would tell more")
        .contains("right end and coin move together");
  }

  /** Theory: what it proposes does make the two identifiable. */
  @Test
  void andItDoes() {
    MaxCausalEntropyIrl both =
        TRAINING.and("shifted", ROW).withFeaturesIn("shifted", END, at("coin", 0));
    double[] reward = new double[18];
    reward[0] = .3;
    reward[1] = .3;
    reward[16] = 2;
    reward[17] = 2;
    double[] shifted =
        StationaryPlan.of(SuccessorTable.of(ROW), reward, null, 1e-12).occupancy(ROW.start());
    assertThat(both.inferFromOccupancies(occupancy(), shifted).identifiability().identified())
        .isTrue();
  }

  /** Oracle: the error that the same number of traces more in fact leaves. */
  @Test
  void namedParameterFromTraces() {
    double[] theta = {1.5, 1};
    MaxCausalEntropyIrl model =
        MaxCausalEntropyIrl.in("line", BayesianIrlTest.line(5))
            .withFeatures(
                TransitionReward.of("end", (s, a, next) -> next == 4 ? 1 : 0),
                TransitionReward.of("effort", (s, a, next) -> s == next ? 0 : 1));
    InferredObjective fit = model.infer(BayesianIrlTest.walks(theta, 100, 8, Seed.of(1)));
    NextExperiment next =
        NextExperiment.toNarrow(
            "end",
            fit,
            300,
            List.of(model.experiment(fit, "more of it", BayesianIrlTest.line(5), 8)));
    double promised = next.proposals().get(0).error();
    InferredObjective more = model.infer(BayesianIrlTest.walks(theta, 400, 8, Seed.of(2)));
    double reached = Math.sqrt(more.covariance()[0]);
    assertThat(promised).isCloseTo(reached, within(.15 * reached));
    assertThat(next.summary()).contains("the standard error of end would be").contains("(now ");
  }

  @Test
  void menusThatPartWhatMovesTogether() {
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double v = Math.sin(i);
      Menu menu = new Menu(List.of("a", "b"), List.of("x", "y"), new double[] {v, 2 * v, 0, 0});
      String choice = 2 * Math.sin(7 * i + 1) + v > 0 ? "a" : "b";
      traces.add(new Trace("t" + i, List.of(new Step("s", menu, choice, null)), Map.of()));
    }
    LogitFit fit = ConditionalLogit.defaults().fit(TraceLog.of(traces));
    NextExperiment next =
        NextExperiment.toNarrow(
            "x",
            fit.objective(),
            50,
            List.of(
                fit.experiment("same slope", menu(1, 2)),
                fit.experiment("other slope", menu(1, 0))));
    assertThat(next.proposals().get(0).name()).isEqualTo("other slope");
    assertThat(next.proposals().get(0).error()).isFinite();
    assertThat(next.proposals().get(1).error()).isInfinite();
    assertThat(next.proposals().get(1).words()).contains("x would stay not identifiable");
  }

  private static Menu menu(double x, double y) {
    return new Menu(List.of("a", "b"), List.of("x", "y"), new double[] {x, y, 0, 0});
  }

  @Test
  void badInput() {
    InferredObjective alone = TRAINING.inferFromOccupancies(occupancy());
    assertThatThrownBy(() -> NextExperiment.after(alone, 0, candidates(alone)))
        .hasMessageContaining("at least 1 trace");
    assertThatThrownBy(() -> NextExperiment.after(alone, 1, List.of()))
        .hasMessageContaining("1 candidate");
    assertThatThrownBy(() -> TRAINING.experiment(alone, "x", ROW, 5, END))
        .hasMessageContaining("right end and coin");
    assertThatThrownBy(
            () -> NextExperiment.after(alone, 1, List.of(new Experiment("odd", new double[9]))))
        .hasMessageContaining("2 by 2");
  }
}
