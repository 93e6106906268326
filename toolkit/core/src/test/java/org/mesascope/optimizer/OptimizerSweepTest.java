package org.mesascope.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.Mixture;
import org.mesascope.task.Quadratics;
import org.mesascope.task.Shift;
import org.mesascope.task.TaskFamily;
import org.mesascope.task.TaskShift;

class OptimizerSweepTest {

  private static final Quadratics FAMILY = Quadratics.random(4);
  private static final Baseline ADAM = Baseline.adam(.1);
  private static final Baseline SGD = Baseline.sgd(.03);

  /** Adam's steps do not see the scale, so its losses are c times as large; SGD diverges. */
  @Test
  void scale() {
    OptimizerSweepReport report =
        OptimizerSweep.over(TaskShift.scale(FAMILY), 60)
            .withProblems(33)
            .run(List.of(ADAM, SGD), Seed.of(4));
    List<OptimizerSweepReport.Point> adam = report.of(ADAM.name());
    double once = adam.get(1).end().median();
    for (OptimizerSweepReport.Point point : adam) {
      assertThat(point.end().median() / point.strength()).isCloseTo(once, within(.02 * once));
      assertThat(point.behind()).isZero();
      assertThat(point.lost()).isFalse();
    }
    OptimizerSweepReport.Point last = report.of(SGD.name()).get(3);
    assertThat(last.lost()).isTrue();
    assertThat(last.end().divergentShare()).isGreaterThan(.9);
    assertThat(last.behind()).isEqualTo(33);
    assertThat(report.toString())
        .contains("diverges", "Adam(0.1) is ahead")
        .doesNotContain("NaN")
        .doesNotContain("∞");
    assertThat(report.figure().alt()).contains("SGD(0.03) diverges");
    assertThat(report.toMimeBundle()).isNotNull();
    assertThatThrownBy(() -> report.of("Newton")).hasMessageContaining("no \"Newton\"");
  }

  /** The same problems at every horizon: one long unroll passes through all of the points. */
  @Test
  void horizonsArePaired() {
    OptimizerSweep sweep = OptimizerSweep.horizon(FAMILY, 20).withProblems(9);
    assertThat(sweep.strengths()).containsExactly(4.0, 10.0, 20.0, 40.0, 100.0, 200.0);
    OptimizerSweepReport report = sweep.run(List.of(SGD), Seed.of(5));
    Unroll whole = Unroll.of(SGD, FAMILY.batch(9, Seed.of(5)), 200);
    for (OptimizerSweepReport.Point point : report.points()) {
      assertThat(point.end()).isEqualTo(whole.at((int) point.strength()));
    }
  }

  @Test
  void allFourSideBySide() {
    List<OptimizerSweepReport> reports =
        OptimizerSweep.ofQuadratics(3, 10).stream()
            .map(sweep -> sweep.withProblems(5).run(List.of(ADAM, Baseline.sgd(5)), Seed.of(1)))
            .toList();
    assertThat(reports)
        .extracting(OptimizerSweepReport::axis)
        .containsExactly("steps", "dimension", "condition ×", "f ×");
    assertThat(OptimizerSweepReport.figure("all", reports).toMimeBundle()).isNotNull();
  }

  @Test
  void badSweepsAreRefused() {
    OptimizerSweep sweep = OptimizerSweep.horizon(FAMILY, 20);
    assertThatThrownBy(() -> sweep.withProblems(0)).hasMessageContaining("6 and 0");
    assertThatThrownBy(() -> sweep.withStrengths(List.of(2.0, 1.0)))
        .hasMessageContaining("ascending strengths above 0, got [2.0, 1.0]");
    assertThatThrownBy(() -> sweep.run(List.of(), Seed.of(1)))
        .hasMessageContaining("at least one optimizer");
    Shift<TaskFamily> mixed =
        new Shift<>("mixed", List.of(1.0), Mixture.of(FAMILY), s -> Mixture.of(FAMILY, FAMILY, .5));
    assertThatThrownBy(() -> OptimizerSweep.over(mixed, 2).run(List.of(SGD), Seed.of(1)))
        .hasMessageContaining("one family a strength, got 2");
  }
}
