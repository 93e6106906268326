package org.mesascope.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.Quadratics;

class OptimizerShiftsTest {

  private static final OptimizerShifts SHIFTS =
      OptimizerShifts.ofQuadratics(4, 20).withProblems(65);

  /**
   * Oracles: f × 10 multiplies every loss of Adam by 10 (its steps do not depend on the scale), and
   * makes SGD at the edge of stability diverge; SGD stays where there is no gradient.
   */
  @Test
  void shiftsDoWhatTheySay() {
    Optimizer adam = Baseline.adam(.1);
    Optimizer sgd = Baseline.sgd(.03);
    OptimizerShiftReport report = SHIFTS.compare(List.of(adam, sgd), Seed.of(4));
    LossSummary once = report.course("in distribution", adam.name()).last();
    LossSummary tenfold = report.course("f × 10", adam.name()).last();
    assertThat(tenfold.median()).isCloseTo(10 * once.median(), within(1e-3 * tenfold.median()));
    LossSummary calm = report.course("in distribution", sgd.name()).last();
    LossSummary wild = report.course("f × 10", sgd.name()).last();
    assertThat(wild.median()).isGreaterThan(100 * calm.median());
    assertThat(report.course("horizon × 10", adam.name()).curve()).hasSize(201);
    assertThat(report.course("horizon × 10", adam.name()).curve().get(20)).isEqualTo(once);
    assertThat(report.drifts())
        .extracting(OptimizerShiftReport.Drift::distance)
        .containsExactly(0.0, 0.0);
    assertThat(report.table().toText()).contains("in distribution", "drift").doesNotContain("NaN");
    assertThat(report.details().toText()).contains("geometric mean").doesNotContain("NaN");
    assertThat(report.figure().toMimeBundle()).isNotNull();
    assertThatThrownBy(() -> report.course("elsewhere", "Adam"))
        .hasMessageContaining("no \"Adam\" in \"elsewhere\"");
  }

  /**
   * What the LSTM has in its state moves it on, trained or not: the drift seen in PyTorch, in kind.
   */
  @Test
  void anLstmDriftsWithoutGradient() {
    Optimizer lstm = LstmOptimizer.defaults().with(LstmOptimizer.defaults().initial(Seed.of(1)));
    assertThat(OptimizerShiftReport.Drift.of(lstm, 10, 100).distance()).isGreaterThan(.01);
  }

  @Test
  void aDivergedMedianIsNamedSo() {
    OptimizerShiftReport report =
        new OptimizerShifts(
                List.of(new OptimizerShifts.Setting("far", Quadratics.random(4), 400)), 9)
            .compare(List.of(Baseline.sgd(10)), Seed.of(1));
    assertThat(report.table().toText()).contains("diverges").doesNotContain("NaN");
    assertThat(report.details().toText()).contains("diverges");
    assertThat(report.figure().toMimeBundle()).isNotNull();
  }

  @Test
  void emptyShiftsAreRefused() {
    assertThatThrownBy(() -> SHIFTS.withProblems(0)).hasMessageContaining("5 and 0");
  }
}
