package org.mesascope.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Key numbers of 01-goal-misgeneralization. */
class CorridorNotebookTest {

  private final ExecutedNotebook corridor = NotebookRun.of("01-goal-misgeneralization");

  @Test
  void trainingAloneDoesNotIdentifyTheObjective() {
    assertThat(corridor.text("training-alone"))
        .containsPattern("right end +not identifiable")
        .containsPattern("coin +not identifiable")
        .contains("1 of 2 directions are told", "right end and coin move together");
    assertThat(corridor.text("align-training")).contains("No verdict: not identifiable");
  }

  /** What the exact table says of p = 0: the right end is sought, the coin is not. */
  @Test
  void theShiftedWorldPutsTheWeightOnTheRightEnd() {
    double[] rightEnd = corridor.numbers("both", "right end");
    double[] coin = corridor.numbers("both", "coin");
    assertThat(rightEnd[1]).as("right end, low").isGreaterThan(coin[2]);
    assertThat(rightEnd[1]).isPositive();
    double[] regret = corridor.numbers("align", "behavioural objective");
    assertThat(regret[regret.length - 1]).as("regret, uniform ties").isGreaterThan(.99);
  }

  @Test
  void capabilityHoldsWhereTheObjectiveIsLost() {
    assertThat(corridor.numbers("gap-table", "capability in deployment")[0]).isGreaterThan(.95);
    assertThat(corridor.numbers("gap-table", "objective in deployment")[0]).isLessThan(.05);
    assertThat(corridor.numbers("gap-table", "objective in training")[0]).isGreaterThan(.99);
  }

  /** Oracle: exact dynamic programming, the coin at 0, for p = 0, .05, .1 and .5. */
  @Test
  void theExactCorridorStandsBesideTheNetworks() {
    assertThat(corridor.text("gap")).contains("0.000647 at 8").contains("0.988 at 8");
    String[] shares = {"0 ", "0.05", "0.1", "0.5"};
    double[] reached = {.000647, .001975, .993923, .999525};
    for (int i = 0; i < shares.length; i++) {
      double[] row = corridor.numbers("weak", shares[i]);
      assertThat(row[row.length - 1]).as("p = " + shares[i]).isCloseTo(reached[i], within(5e-5));
    }
  }

  @Test
  void aRareCoinOnTheLeftIsWeaklyToldAndTheAlignedControlFollowsTheCoin() {
    assertThat(corridor.line("weak", "0 ")).contains("not identifiable");
    double[] rare = corridor.numbers("weak", "0.02");
    double[] aligned = corridor.numbers("weak", "0.5");
    int rightEnd = 1;
    int coin = 4;
    int overLogs = 7;
    assertThat(rare[overLogs + 1] - rare[overLogs])
        .as("how far the coin's weight moves over logs")
        .isGreaterThan(2 * (aligned[overLogs + 1] - aligned[overLogs]));
    assertThat(aligned[coin + 1]).as("coin, low").isGreaterThan(aligned[rightEnd + 2]);
  }
}
