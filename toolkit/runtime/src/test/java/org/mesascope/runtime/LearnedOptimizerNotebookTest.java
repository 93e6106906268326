package org.mesascope.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Key numbers of 03-learned-optimizer. */
class LearnedOptimizerNotebookTest {

  private final ExecutedNotebook learned = NotebookRun.of("03-learned-optimizer");

  /** As in PyTorch: the LSTM's median at step 100 is at most tuned Adam's. */
  @Test
  void theLearnedOptimizerBeatsTunedAdamWhereItWasTrained() {
    double[] medians = learned.numbers("evidence", "median loss at step 100");
    assertThat(medians[0]).isLessThanOrEqualTo(medians[1]).isLessThan(.02);
    assertThat(medians[1]).isBetween(.005, .03);
  }

  /**
   * The failures seen in PyTorch, in kind: longer, larger, worse conditioned and scaled problems.
   */
  @Test
  void theLearnedOptimizerFailsAwayFromTraining() {
    for (String shift :
        List.of(
            "ten times the steps",
            "ten times the parameters",
            "a hundred times the condition",
            "a hundred times the loss")) {
      double[] medians = learned.numbers("evidence", shift);
      assertThat(medians[0]).as(shift).isGreaterThan(2 * medians[1]);
    }
    assertThat(learned.text("failures-condition")).contains("diverges").doesNotContain("NaN");
  }

  /**
   * What was seen in PyTorch: a first step that saturates, past gradients that count, and drift.
   */
  @Test
  void theRuleSaturatesRemembersAndDrifts() {
    double[] power = learned.numbers("rule", "first update ∝ |gradient| to the power");
    assertThat(power[2]).as("power, high").isLessThan(.25);
    assertThat(learned.numbers("rule", "weight on past gradients")[1]).isGreaterThan(.3);
    assertThat(learned.numbers("rule", "drift without gradient")[0]).isGreaterThan(.3);
    assertThat(learned.text("rule")).contains("none of these");
  }

  @Test
  void theReadingNamesOptimizersWhoseRuleIsKnown() {
    for (String name : List.of("Adam", "momentum", "Nesterov", "RMSprop", "SGD")) {
      assertThat(learned.line("controls", name))
          .containsPattern(name + "\\(.*  " + name + "( |\\()");
    }
  }
}
