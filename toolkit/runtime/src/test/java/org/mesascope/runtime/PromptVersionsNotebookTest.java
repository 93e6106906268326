package org.mesascope.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mesascope.runtime.ExecutedNotebook.assertHolds;

import org.junit.jupiter.api.Test;

/** Key numbers of 13-prompt-versions. */
class PromptVersionsNotebookTest {

  private final ExecutedNotebook versions = NotebookRun.of("13-prompt-versions");

  @Test
  void aSmallBudgetStopsAndTheRestIsAskedOnce() {
    assertThat(versions.text("evaluate")).contains("the budget of 0.001").contains("run again");
    String result = versions.text("resume");
    double[] counts = versions.numbers("resume", "v1 ");
    assertThat(counts[0]).isEqualTo(160);
    assertThat(result).contains("0 have no answer");
    assertThat(result).doesNotContain("640 asked now").contains("were in the store");
  }

  /** Oracle: SciPy's binom and norm, from what the notebook says of the clerk. */
  @Test
  void thePlantedValuesAreThoseOfTheClerkAndTheIntervalsHoldThem() {
    double[][] known = {{1.13412, 0}, {1.13080, .49062}, {2.43280, 0}};
    String[] names = {"v1", "v2", "v4"};
    for (int i = 0; i < names.length; i++) {
      double[] row = versions.numbers("planted", names[i]);
      assertThat(row[0]).as(names[i]).isCloseTo(known[i][0], within(.005));
      assertHolds(row, 1, known[i][0], "d′ of " + names[i]);
      assertThat(row[4]).as(names[i]).isCloseTo(known[i][1], within(.005));
      assertHolds(row, 5, known[i][1], "criterion of " + names[i]);
    }
  }

  @Test
  void inclinationAbilityAndReadabilityAreToldApart() {
    assertThat(versions.line("dear", "criterion")).endsWith("moved");
    assertThat(versions.line("dear", "d′")).doesNotEndWith(" moved");
    assertThat(versions.line("last", "d′")).endsWith("moved");
    assertThat(versions.line("lists", "(no choice found)")).endsWith("moved");
    assertThat(versions.line("lists", "d′")).endsWith("refused");
  }

  @Test
  void designsThatCarryNothingAreRefused() {
    assertThat(versions.line("evidence", "v2 on another model")).contains("refused");
    assertThat(versions.line("evidence", "8 letters")).contains("refused");
    assertThat(versions.text("refused")).contains("model", "units");
  }
}
