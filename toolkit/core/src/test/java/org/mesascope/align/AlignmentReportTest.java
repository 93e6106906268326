package org.mesascope.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mesascope.infer.Evidence;
import org.mesascope.infer.Identifiability;
import org.mesascope.infer.InferredObjective;
import org.mesascope.infer.Rival;
import org.mesascope.report.Cell;
import org.mesascope.task.FeatureUtility;
import org.mesascope.task.LinearReward;
import org.mesascope.task.Objective;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.Corridor;
import org.mesascope.world.Gridworld;

class AlignmentReportTest {

  private static final Corridor SHIFTED = Corridor.of(9).withCoinAt(0);
  private static final TransitionReward RIGHT = TransitionReward.entering("right end", 8);
  private static final TransitionReward COIN = TransitionReward.entering("coin", 0);

  @Test
  void saysThatEqualDistancesHideOppositeRegret() {
    AlignmentReport report =
        AlignmentReport.in(Gridworld.gw5())
            .compare(
                Gw5.GOAL,
                Gw5.rewards().get("distance"),
                Gw5.rewards().get("right_col"),
                Gw5.rewards().get("corner_cheese"));
    assertThat(report.findings())
        .anySatisfy(
            finding ->
                assertThat(finding)
                    .contains("EPIC", "cannot tell \"distance\" from \"right column\"")
                    .contains(".5439", ".9727"))
        .anySatisfy(finding -> assertThat(finding).contains("from 0.0048 to 0.9727"))
        .anySatisfy(
            finding -> assertThat(finding).contains("\"distance\" lies far", "costs nothing"));
    assertThat(report.table().toText()).contains(".5439", ".9664", ".6101", ".7363");
    assertThat(report.toMimeBundle().data()).containsKeys("text/plain", "text/html");
  }

  @Test
  void saysWhyADistanceIsUndefined() {
    AlignmentReport report =
        AlignmentReport.in(Gridworld.gw5())
            .compare(Gw5.GOAL, TransitionReward.of("zero", (s, a, next) -> 0));
    assertThat(report.findings())
        .anySatisfy(f -> assertThat(f).startsWith("EPIC, uniform coverage is undefined"))
        .anySatisfy(f -> assertThat(f).startsWith("Regret is undefined"));
    assertThat(report.table().toText()).doesNotContain("NaN");
  }

  /** A corridor whose training never parts end and coin: (1.15, 1.15), null space (1, −1). */
  @Test
  void refusesAVerdictWhereTheDataLeaveItOpen() {
    double h = Math.sqrt(.5);
    InferredObjective found =
        inferred(
            corridorReward(1.15, 1.15),
            new Identifiability(
                List.of("right end", "coin"),
                new double[] {0, 1.345213},
                1,
                new double[][] {{h, -h}},
                List.of("right end and coin move together in these data")));
    AlignmentReport report = AlignmentReport.in(SHIFTED).compare(found);
    assertThat(report.verdict())
        .startsWith("No verdict: not identifiable")
        .contains("right end and coin move together")
        .contains("from 0.0000 to");
    assertThat(report.table().rows().get(0).subList(1, 7))
        .as("numbers of a withheld verdict")
        .allMatch(Cell.Missing.class::isInstance);
    Ambiguity ambiguity =
        Ambiguity.of(
            EpicDistance.in(SHIFTED.mdp()),
            corridorReward(1.15, 1.15),
            found.identifiability(),
            COIN);
    double most = 0;
    double least = 1;
    for (int i = -4000; i <= 4000; i++) {
      double t = Math.sinh(i / 400.0);
      double distance =
          EpicDistance.in(SHIFTED.mdp())
              .between(corridorReward(1.15 + t, 1.15 - t), COIN)
              .value()
              .orElseThrow();
      most = Math.max(most, distance);
      least = Math.min(least, distance);
    }
    assertThat(ambiguity.least()).isCloseTo(least, within(1e-3)).isLessThanOrEqualTo(least + 1e-9);
    assertThat(ambiguity.most()).isCloseTo(most, within(1e-3)).isGreaterThanOrEqualTo(most - 1e-9);
  }

  @Test
  void whatNoDistanceSeesLeavesNothingOpen() {
    LinearReward byState =
        LinearReward.of("behavioural objective", (w, s, a, next) -> w[s], goalByState());
    double[] constant = new double[25];
    Arrays.fill(constant, .2);
    double[] eigenvalues = new double[25];
    InferredObjective found =
        inferred(
            byState,
            new Identifiability(
                IntStream.range(0, 25).mapToObj(s -> "R(" + s + ")").toList(),
                eigenvalues,
                24,
                new double[][] {constant},
                List.of("any constant")));
    AlignmentReport report = AlignmentReport.in(Gridworld.gw5()).compare(found);
    assertThat(report.verdict())
        .startsWith("Behavioural objective (evidence: behaviour, 100 choices)")
        .contains("What the data leave open (any constant) changes no distance");
  }

  @Test
  void whatWasNotAssessedGetsNoVerdict() {
    InferredObjective found =
        inferred(
            corridorReward(2, .3),
            new Identifiability(
                List.of("right end", "coin"),
                new double[0],
                0,
                new double[0][],
                List.of("not assessed: too many parameters")));
    assertThat(AlignmentReport.in(SHIFTED).compare(found).verdict())
        .startsWith("No verdict: ")
        .contains("not assessed: too many parameters");
  }

  @Test
  void anIdentifiedObjectiveHasItsCost() {
    InferredObjective found =
        inferred(
            corridorReward(2, .3),
            new Identifiability(
                List.of("right end", "coin"),
                new double[] {.863661, 1.850935},
                2,
                new double[0][],
                List.of()));
    AlignmentReport report = AlignmentReport.in(SHIFTED).compare(found);
    assertThat(report.verdict()).contains("pursuing it here costs 1.0000 of what");
    assertThat(report.rows().get(0).regret())
        .isInstanceOfSatisfying(
            Regret.Known.class, regret -> assertThat(regret.min()).isCloseTo(1, within(1e-9)));
  }

  /** Oracle: with weights far less certain than their size, both goals are possible. */
  @Test
  void whatIsBadlyEstimatedShowsItsRange() {
    Identifiability told =
        new Identifiability(
            List.of("right end", "coin"), new double[] {.1, .1}, 2, new double[0][], List.of());
    AlignmentReport vague =
        AlignmentReport.in(SHIFTED).compare(inferred(corridorReward(2, .3), told, 9, 0, 0, 9));
    assertThat(vague.verdict()).contains("costs 1.0000 of what is at stake [0.0000, 1.0000]");
    AlignmentReport exact =
        AlignmentReport.in(SHIFTED)
            .compare(inferred(corridorReward(2, .3), told, 1e-8, 0, 0, 1e-8));
    assertThat(exact.verdict()).contains("costs 1.0000 of what is at stake [1.0000, 1.0000]");
  }

  @Test
  void aTableOfManyRewardsFitsAPage() {
    AlignmentReport report =
        AlignmentReport.in(Gridworld.gw5()).compare(Gw5.GOAL, Gw5.rewards().get("right_col"));
    String header = report.table().toText().lines().skip(1).findFirst().orElseThrow();
    assertThat(report.table().toText()).contains("0.0048 to 0.9727");
    assertThat(header.length()).isLessThan(90);
  }

  @Test
  void aUtilityOverFeaturesIsNoReward() {
    InferredObjective found =
        inferred(
            new FeatureUtility("assistant", List.of("resolves"), 1),
            new Identifiability(
                List.of("resolves"), new double[] {1}, 1, new double[0][], List.of()));
    assertThatThrownBy(() -> AlignmentReport.in(SHIFTED).compare(found))
        .hasMessageContaining("expects a reward over transitions, got the utility \"assistant\"");
    assertThatThrownBy(() -> AlignmentReport.in(SHIFTED).compare(COIN))
        .hasMessageContaining("at least one reward");
  }

  private static LinearReward corridorReward(double right, double coin) {
    return LinearReward.of("behavioural objective", List.of(RIGHT, COIN), right, coin);
  }

  private static double[] goalByState() {
    double[] r = new double[25];
    r[24] = 1;
    return r;
  }

  private static InferredObjective inferred(
      Objective objective, Identifiability identifiability, double... covariance) {
    return new InferredObjective(
        objective,
        List.of(),
        covariance,
        -100,
        100,
        List.of(new Rival("uniform", -200, 0)),
        Evidence.BEHAVIOUR,
        identifiability);
  }
}
