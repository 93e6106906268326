package org.mesascope.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every notebook keeps that shows what traces tell. */
class NotebooksTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-goal-misgeneralization",
        "02-objective-from-choices",
        "03-learned-optimizer",
        "04-optimizer-inside-a-transformer",
        "05-does-it-really-optimize",
        "07-inverse-reinforcement-learning",
        "09-agent-or-device",
        "10-bring-your-own-traces"
      })
  void nothingIsPrintedToStandardErrorAndNothingClaimsMoreThanTracesShow(String name) {
    ExecutedNotebook notebook = NotebookRun.of(name);
    assertThat(notebook.standardError()).isEmpty();
    assertThat(notebook.allText()).doesNotContainIgnoringCase("mesa-objective");
    assertThat(notebook.text("evidence"))
        .containsPattern("level of evidence +(behaviour|counterfactual)");
  }
}
