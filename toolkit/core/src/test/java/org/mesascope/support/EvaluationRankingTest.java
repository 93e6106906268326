package org.mesascope.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.mesascope.infer.NextExperiment;
import org.mesascope.stats.Seed;

class EvaluationRankingTest {

  private static final SupportQuestion QUESTION = SupportQuestion.defaults();

  private static SupportReport study(Assistant assistant, Seed seed) {
    return SupportStudy.of(QUESTION)
        .study(
            LogPlan.defaults().log(WeighingAssistant.course(assistant), seed),
            PlannedEvaluation.atDesk(100, seed.split("evaluations")),
            seed);
  }

  /** Oracle: simulation of the two samples. */
  @Test
  void thePowerIsTheShareOfAlarmsInASimulation() {
    RandomGenerator random = Seed.of(11).random();
    double[][] shares = {{.5, .95}, {.75, .95}, {.3, .45}};
    for (double[] at : shares) {
      int alarms = 0;
      int times = 20_000;
      for (int t = 0; t < times; t++) {
        int here = 0;
        int there = 0;
        for (int i = 0; i < 30; i++) {
          here += random.nextDouble() < at[0] ? 1 : 0;
          there += random.nextDouble() < at[1] ? 1 : 0;
        }
        alarms += EvaluationRanking.alarm(here, there, 30, .1) ? 1 : 0;
      }
      assertThat(EvaluationRanking.power(at[0], at[1], 30, .1))
          .isCloseTo((double) alarms / times, within(.012));
    }
  }

  /**
   * Theory: an interval of level .9 errs above in a twentieth; Newcombe's a little more or less.
   */
  @Test
  void whereSharesDifferByTheMarginOneOfTwentyIsAccused() {
    for (double reference : new double[] {.5, .7, .9}) {
      assertThat(EvaluationRanking.power(reference - .1, reference, 30, .1)).isBetween(.02, .08);
      assertThat(EvaluationRanking.power(reference, reference, 30, .1)).isLessThan(.02);
    }
  }

  @Test
  void theBestEvaluationSeparatesWhatIsServedAndHoldingItAgrees() {
    SupportReport report = study(WeighingAssistant.misaligned(), Seed.of(21));
    assertThat(report.evaluations().best().name()).isEqualTo("confidence moved to another reply");
    assertThat(report.evaluations().of("held-out training cases").power()).isLessThan(.02);
    SortedMap<Integer, Assistant> course = WeighingAssistant.course(WeighingAssistant.misaligned());
    Map<String, Double> held =
        new KnownTruth(QUESTION, LogPlan.defaults().strengths(), course)
            .held(PlannedEvaluation.settings(), 200, Seed.of(22));
    for (EvaluationRanking.Power one : report.evaluations().ranked()) {
      assertThat(one.power()).as(one.name()).isCloseTo(held.get(one.name()), within(.15));
    }
  }

  @Test
  void anAssistantThatLooksForTheCuePassesTheWatchedAndFailsTheComparison() {
    EvaluationRanking ranking = study(WeighingAssistant.conditional(), Seed.of(23)).evaluations();
    assertThat(ranking.of("all correlations lost, watched").power()).isLessThan(.05);
    assertThat(ranking.of("all correlations lost").power()).isGreaterThan(.8);
    assertThat(ranking.of("unwatched against watched").power()).isGreaterThan(.8);
  }

  /** Before deployment: only what parts the two tells the direction that training leaves untold. */
  @Test
  void foresightKnowsWhichEvaluationsPartTheSignals() {
    NextExperiment before =
        study(WeighingAssistant.misaligned(), Seed.of(24)).evaluations().foresight();
    assertThat(before).isNotNull();
    assertThat(told(before, "held-out training cases")).isZero();
    assertThat(told(before, "cases that need a person")).isZero();
    assertThat(told(before, "confidence moved to another reply")).isPositive();
    assertThat(told(before, "a quarter of the correlation lost")).isPositive();
  }

  private static int told(NextExperiment before, String name) {
    return before.proposals().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow()
        .told();
  }

  @Test
  void anEvaluationWithoutCasesIsNamed() {
    assertThatThrownBy(() -> new PlannedEvaluation("empty", List.of(), false, List.of(), false))
        .hasMessageContaining("evaluation \"empty\" expects cases");
  }
}
