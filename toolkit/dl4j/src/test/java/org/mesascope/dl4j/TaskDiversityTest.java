package org.mesascope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mesascope.gap.Workers;
import org.mesascope.stats.Seed;

class TaskDiversityTest {

  private static final TaskDiversityOptions SMALL =
      TaskDiversityOptions.defaults()
          .withTask(1, 4, .5)
          .withPrompts(400)
          .withArchitecture(
              TransformerOptions.defaults()
                  .withLayers(2)
                  .withWidth(16)
                  .withHidden(32)
                  .withCausal(false));

  /**
   * Of one task alone the memoriser is a fixed w: a short training finds it, also where ridge would
   * differ. Oracle: the exact rivals.
   */
  @Test
  void oneTaskIsMemorised() {
    TaskDiversityReport report =
        TaskDiversity.with(
                SMALL
                    .withPools(1)
                    .withTraining(
                        TransformerTrainingOptions.defaults()
                            .withSteps(80)
                            .withBatch(64)
                            .withLearningRate(.01)))
            .run(Seed.of(1), Workers.threads(1));
    TaskDiversityPoint point = report.points().get(0);
    assertThat(point.inDistribution().nearer()).isEqualTo("memoriser");
    assertThat(point.inDistribution().memoriser().value())
        .isLessThan(.25 * point.inDistribution().apart().value());
    assertThat(point.outOfDistribution().memoriser().value())
        .isLessThan(.5 * point.outOfDistribution().apart().value());
  }

  @Test
  void theReportHasARowAPoolAndDistribution() {
    TaskDiversity brief =
        TaskDiversity.with(
            SMALL
                .withPools(2, 5)
                .withTraining(TransformerTrainingOptions.defaults().withSteps(3).withBatch(4)));
    TaskDiversityReport report = brief.run(Seed.of(1), Workers.threads(1));
    assertThat(report.table().rows()).hasSize(4);
    assertThat(report.figure().data().rows()).hasSize(12);
    assertThat(report.points()).extracting(TaskDiversityPoint::tasks).containsExactly(2, 5);
    TaskDiversityReport again = brief.run(Seed.of(1), Workers.threads(2));
    assertThat(again.table().toCsv()).isEqualTo(report.table().toCsv());
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> SMALL.withPools(4, 4)).hasMessageContaining("ascending pools");
    assertThatThrownBy(() -> SMALL.withPools()).hasMessageContaining("at least 1 task");
    assertThatThrownBy(() -> SMALL.withTask(4, 8, 0)).hasMessageContaining("a noise above 0");
    assertThat(SMALL.withPools(3).pools()).isEqualTo(List.of(3));
    assertThat(SMALL.scaled(.5).training().steps()).isEqualTo(SMALL.training().steps() / 2);
    assertThatThrownBy(() -> SMALL.scaled(0)).hasMessageContaining("above 0, got 0.0");
  }
}
