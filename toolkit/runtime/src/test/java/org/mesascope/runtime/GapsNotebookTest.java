package org.mesascope.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Key numbers of 11-generalization-gaps. */
class GapsNotebookTest {

  private final ExecutedNotebook gaps = NotebookRun.of("11-generalization-gaps");

  @Test
  void theCapabilityHoldsAndTheObjectiveIsLost() {
    double[] capability = gaps.numbers("evidence", "coin moved by 8: capability");
    double[] objective = gaps.numbers("evidence", "coin moved by 8: objective");
    assertThat(capability[1]).as("capability, low").isGreaterThan(.9);
    assertThat(objective[0]).as("objective").isLessThan(.05);
    assertThat(gaps.numbers("evidence", "misdirection")[0]).isGreaterThan(.9);
    assertThat(gaps.text("coin")).as("the exact values beside").contains("0.000647 at 8");
  }

  @Test
  void theSweepIsReadBackToTheBit() {
    assertThat(gaps.line("journal", "the same bits")).endsWith("yes");
    assertThat(gaps.numbers("journal", "seeds in the journal")[0]).isEqualTo(10);
  }

  /** Oracle: exact dynamic programming, p = .05: .001975 after 500 steps, .9946 by 2,000. */
  @Test
  void theGapIsATransient() {
    assertThat(gaps.numbers("evidence", "rare coin, after 500 steps")[0])
        .isCloseTo(.001975, within(5e-5));
    assertThat(gaps.numbers("evidence", "rare coin, after 3,000 steps")[0]).isGreaterThan(.994);
  }

  /** Oracle: the closed form of the step's risk, whose own oracles are in the core's tests. */
  @Test
  void theModelFollowsItsStepToWhereTheStepFails() {
    double[] follows = gaps.numbers("evidence", "in context, inputs × 1.5: follows the step");
    double[] predicts = gaps.numbers("evidence", "in context, inputs × 1.5: predicts");
    double known = gaps.numbers("evidence", "the step's closed form there")[0];
    assertThat(follows[0]).isGreaterThan(.95);
    assertThat(predicts[0]).isCloseTo(known, within(.25));
    assertThat(known).isNegative();
    assertThat(gaps.text("context")).contains("Only 4 seeds");
  }

  @Test
  void theOptimizerFailsAwayFromTraining() {
    double trained = gaps.numbers("evidence", "optimizer, as trained: solved")[0];
    for (String shift : List.of("condition × 100", "40 parameters")) {
      assertThat(gaps.numbers("evidence", "optimizer, " + shift + ": solved")[0])
          .as(shift)
          .isLessThan(trained / 2);
    }
  }

  @Test
  void theAlignedControlBeatsTheProxyOnMostPairs() {
    double[] improvement = gaps.numbers("evidence", "aligned control beats the proxy");
    assertThat(improvement[1]).as("low").isGreaterThan(.5);
    double[] mean = gaps.numbers("aggregates", "interquartile mean");
    assertThat(mean[3]).isGreaterThan(mean[2]);
    assertThat(gaps.text("statistics")).contains("Performance profiles");
  }

  /** Oracle: exact sums over the hundred items. */
  @Test
  void bestOfNGainsThenLoses() {
    double[] drawn = {1, 4, 32};
    double[] gold = {.4453, .576676, -.266012};
    for (int i = 0; i < drawn.length; i++) {
      double[] row = gaps.numbers("proxy-table", Integer.toString((int) drawn[i]) + " ");
      assertThat(row[3]).as("best of %s", drawn[i]).isCloseTo(gold[i], within(5e-4));
    }
    assertThat(gaps.text("proxy-table")).contains("it explains", "is farthest off at");
  }
}
