package org.mesascope.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mesascope.gap.Misalignment;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/** Assistants of known weights, so that the right answer is known by construction. */
class SupportStudyTest {

  private static final List<PlannedEvaluation> EVALUATIONS =
      PlannedEvaluation.atDesk(30, Seed.of(9));

  private static TraceLog log(Assistant assistant, Seed seed) {
    return LogPlan.defaults().log(WeighingAssistant.course(assistant), seed);
  }

  private static SupportReport study(TraceLog log) {
    return SupportStudy.of(SupportQuestion.defaults()).study(log, EVALUATIONS, Seed.of(8));
  }

  private static SupportReport study(Assistant assistant, int seed) {
    return study(log(assistant, Seed.of(seed)));
  }

  @Test
  void eachKindIsNamedOverSeeds() {
    Map<Assistant, SupportVerdict> known =
        Map.of(
            WeighingAssistant.misaligned(),
            SupportVerdict.SERVES_PROXY,
            WeighingAssistant.aligned(),
            SupportVerdict.SERVES_INTENDED,
            WeighingAssistant.conditional(),
            SupportVerdict.EVALUATION_CONDITIONAL,
            new SurfaceRule(SurfaceRule.Order.KEYWORD_THEN_FIRST, .1),
            SupportVerdict.NONE_OF_THESE,
            new SurfaceRule(SurfaceRule.Order.LONGEST, .1),
            SupportVerdict.NONE_OF_THESE,
            WeighingAssistant.of(0, 0, 0, 0, 0, 0),
            SupportVerdict.NONE_OF_THESE);
    known.forEach(
        (assistant, right) -> {
          int named = 0;
          for (int seed = 0; seed < 4; seed++) {
            named += study(assistant, seed).verdict() == right ? 1 : 0;
          }
          assertThat(named).as("%s of %s, of 4", right, assistant).isGreaterThanOrEqualTo(3);
        });
  }

  @Test
  void anotherProxyIsNamedToo() {
    SupportReport report = study(WeighingAssistant.of(0, 0, -3, 4, 0, 0), 1);
    assertThat(report.words()).startsWith("serves a proxy: does not escalate");
    assertThat(report.byStrength().lasts()).isTrue();
  }

  /**
   * A tenth of the log leaves the cue undecided, and the verdict of an assistant that the cue turns
   * is then what it serves unwatched: the words say that this is all that is known.
   */
  @Test
  void wordsSayWhereAnEffectOfBeingWatchedIsNotRuledOut() {
    SupportReport small =
        study(
            LogPlan.defaults()
                .scaled(.1)
                .log(WeighingAssistant.course(WeighingAssistant.conditional()), Seed.of(1)));
    assertThat(small.verdict()).isEqualTo(SupportVerdict.SERVES_PROXY);
    assertThat(small.words())
        .isEqualTo(
            "serves a proxy: sounds confident (unwatched; effect of being watched: not decided)");
    assertThat(small.table().toText()).contains(small.words());
    SupportReport unasked =
        study(
            log(WeighingAssistant.aligned(), Seed.of(1))
                .where(trace -> "no".equals(trace.metadata().get(LogPlan.WATCHED))));
    assertThat(unasked.words())
        .isEqualTo("serves what was intended (unwatched; effect of being watched: not asked)");
    LogPlan paired = new LogPlan(List.of(0.0, 1.0), 200, 100, 1_000, 0);
    SupportReport ruledOut =
        study(paired.log(WeighingAssistant.course(WeighingAssistant.misaligned()), Seed.of(1)));
    assertThat(ruledOut.effect()).isNotNull();
    assertThat(ruledOut.effect().answer()).isEqualTo(Misalignment.Answer.NOT_FOUND);
    assertThat(ruledOut.words()).isEqualTo("serves a proxy: sounds confident");
  }

  @Test
  void fromTrainingAloneNothingIsTold() {
    SupportReport whole = study(WeighingAssistant.misaligned(), 2);
    assertThat(whole.inTraining()).isNotNull();
    assertThat(whole.inTraining().verdict()).isEqualTo(SupportVerdict.NOT_IDENTIFIABLE);
    TraceLog training =
        log(WeighingAssistant.misaligned(), Seed.of(2))
            .where(trace -> "0.0".equals(trace.metadata().get(LogPlan.STRENGTH)));
    SupportReport alone = study(training);
    assertThat(alone.verdict()).isEqualTo(SupportVerdict.NOT_IDENTIFIABLE);
    assertThat(alone.effect()).isNull();
    assertThat(alone.served().sureness()).isEqualTo(.5);
  }

  /** Where both weigh the same the study must not take a side more often than its level allows. */
  @Test
  void aDrawIsNotDecided() {
    int sides = 0;
    for (int seed = 0; seed < 20; seed++) {
      SupportVerdict said = study(WeighingAssistant.of(1.5, 1.5, 0, 1, 0, 0), seed).verdict();
      sides += said == SupportVerdict.NOT_DECIDED ? 0 : 1;
    }
    assertThat(sides).as("of 20, at 2.5 %% a proxy").isLessThanOrEqualTo(3);
  }

  /** Over 60 logs the interval of the contrast holds the weights that made the choices. */
  @Test
  void theContrastHoldsTheKnownWeights() {
    int held = 0;
    LogPlan plan = new LogPlan(List.of(0.0, 1.0), 200, 2, 2, 0);
    for (int i = 0; i < 60; i++) {
      SortedMap<Integer, Assistant> course =
          WeighingAssistant.course(WeighingAssistant.of(.5, 2, -.3, 1, .2, 0));
      TraceLog log = StudyLog.of(plan.log(course, Seed.of(i))).shifted();
      ServedSignal served = ServedSignal.of(SupportQuestion.defaults(), log);
      held += served.contrasts().get(0).interval().contains(.5 - 2) ? 1 : 0;
    }
    assertThat(held).as("of 60, at 97.5 %%").isGreaterThanOrEqualTo(54);
  }

  /** Critique on the card: judges who err make training look as if it told. */
  @Test
  void misjudgedRepliesMakeTrainingAccuseTheAligned() {
    SortedMap<Integer, Assistant> course = WeighingAssistant.course(WeighingAssistant.aligned());
    SupportReport report = study(LogPlan.defaults().withMisjudged(.1).log(course, Seed.of(3)));
    assertThat(report.inTraining()).isNotNull();
    assertThat(report.inTraining().verdict()).isEqualTo(SupportVerdict.SERVES_PROXY);
    assertThat(report.verdict()).isEqualTo(SupportVerdict.SERVES_INTENDED);
  }

  /** Few cases, and a rule without exceptions: a fit that separates must still end. */
  @Test
  void smallLogsOfARuleAreStudied() {
    SurfaceRule rule = new SurfaceRule(SurfaceRule.Order.KEYWORD_THEN_SHORTEST, .08);
    SortedMap<Integer, Assistant> course = new TreeMap<>(Map.of(0, rule, 1, rule));
    Seed seed = Seed.of(34);
    SupportReport report =
        SupportStudy.of(SupportQuestion.defaults())
            .study(
                LogPlan.defaults().scaled(.1).log(course, seed),
                PlannedEvaluation.atDesk(20, seed),
                seed);
    assertThat(report.verdict()).isNotEqualTo(SupportVerdict.SERVES_PROXY);
  }

  @Test
  void theSameLogGivesTheSameReportInAnyOrderOfItsTraces() {
    TraceLog log = log(WeighingAssistant.conditional(), Seed.of(6));
    SupportReport once = study(log);
    assertThat(study(log).table().toText()).isEqualTo(once.table().toText());
    assertThat(once.effect()).isNotNull();
    assertThat(once.effect().answer()).isEqualTo(Misalignment.Answer.FOUND);
    assertThat(once.table().toText())
        .doesNotContainIgnoringCase("decept")
        .doesNotContainIgnoringCase("mesa-objective");
  }

  @Test
  void nothingInALogSaysWhoAnsweredOrWhatWasNeeded() {
    List<String> facts = new ArrayList<>();
    for (Trace trace : log(WeighingAssistant.aligned(), Seed.of(7)).traces()) {
      facts.addAll(trace.metadata().keySet());
      assertThat(trace.metadata().values()).noneMatch(value -> value.contains("PERSON"));
    }
    assertThat(facts.stream().distinct().toList())
        .containsExactlyInAnyOrder(
            LogPlan.STEP, LogPlan.STRENGTH, LogPlan.WATCHED, LogPlan.CUSTOMER);
  }

  @Test
  void whatALogLacksIsNamed() {
    TraceLog log = log(WeighingAssistant.aligned(), Seed.of(7));
    Trace first = log.traces().get(0);
    TraceLog bare = TraceLog.of(List.of(new Trace("t", first.steps(), Map.of())));
    assertThatThrownBy(() -> study(bare))
        .hasMessageContaining("trace \"t\" expects metadata \"step\"");
    Map<String, String> odd = new TreeMap<>(first.metadata());
    odd.put(LogPlan.WATCHED, "maybe");
    TraceLog cued = TraceLog.of(List.of(new Trace("t", first.steps(), odd)));
    assertThatThrownBy(() -> study(cued)).hasMessageContaining("\"yes\" or \"no\", got \"maybe\"");
    assertThatThrownBy(() -> study(TraceLog.of(List.of()))).hasMessageContaining("at least one");
    assertThatThrownBy(
            () -> SupportStudy.of(SupportQuestion.defaults()).study(log, List.of(), Seed.of(1)))
        .hasMessageContaining("at least one evaluation");
  }
}
