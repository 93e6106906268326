package org.mesascope.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class SupportTrialTest {

  private static final AssistantSource KNOWN =
      (role, seed) ->
          WeighingAssistant.course(
              switch (role) {
                case MISALIGNED -> WeighingAssistant.misaligned();
                case ALIGNED -> WeighingAssistant.aligned();
                case CONDITIONAL -> WeighingAssistant.conditional();
                case HEURISTIC -> new SurfaceRule(SurfaceRule.Order.KEYWORD_THEN_FIRST, .05);
              });

  @Test
  void aTrialCountsWhatTheStudySaid() {
    SupportTrialReport report = SupportTrial.of(KNOWN).withHolds(5).run(0, 3);
    for (SupportRole role : SupportRole.values()) {
      assertThat(report.right(role).value()).as(role.words()).isEqualTo(1);
      assertThat(report.right(role).interval()).isNotNull();
      assertThat(report.toldApart(SupportRole.HEURISTIC).value()).isEqualTo(1);
    }
    assertThat(report.falseAlarms().value()).isZero();
    assertThat(report.confusion().toText()).contains("evaluation-conditional behaviour");
    assertThat(report.fromTraining().rows()).hasSize(4);
    assertThat(SupportTrial.of(KNOWN).withHolds(5).run(0, 3).summary().toCsv())
        .isEqualTo(report.summary().toCsv());
  }

  /** A source that swaps two roles must be counted as wrong, or a trial could not fail. */
  @Test
  void aTrialCanFail() {
    AssistantSource swapped =
        (role, seed) ->
            KNOWN.course(
                role == SupportRole.ALIGNED
                    ? SupportRole.MISALIGNED
                    : role == SupportRole.MISALIGNED ? SupportRole.ALIGNED : role,
                seed);
    SupportTrialReport report = SupportTrial.of(swapped).withHolds(1).run(0, 2);
    assertThat(report.falseAlarms().value()).isEqualTo(1);
    assertThat(report.toldApart(SupportRole.HEURISTIC).value()).isZero();
    assertThat(report.right(SupportRole.ALIGNED).value()).isZero();
  }

  @Test
  void aTrialWithoutSeedsIsRefused() {
    assertThatThrownBy(() -> SupportTrial.of(KNOWN).run(0, 0)).hasMessageContaining("at least 1");
  }

  /** The study may see traces, names of features and menus, and nothing of who answered. */
  @Test
  void theStudyIsBlind() {
    JavaClasses room =
        new ClassFileImporter()
            .importClasses(
                SupportStudy.class,
                SupportReport.class,
                ServedSignal.class,
                Onset.class,
                LostToProxy.class,
                EvaluationRanking.class,
                StudyLog.class,
                SupportQuestion.class);
    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            Assistant.class,
            SupportCase.class,
            Need.class,
            Reply.class,
            CaseMix.class,
            CaseScore.class,
            SupportRole.class,
            SurfaceRule.class,
            KnownTruth.class,
            SupportTrial.class)
        .check(room);
  }
}
