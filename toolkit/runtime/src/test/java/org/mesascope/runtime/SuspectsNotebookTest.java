package org.mesascope.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Key numbers of 05-does-it-really-optimize. */
class SuspectsNotebookTest {

  private final ExecutedNotebook suspects = NotebookRun.of("05-does-it-really-optimize");

  @Test
  void knownSuspectsAreNamedAndControlsHold() {
    assertThat(suspects.text("evidence"))
        .containsPattern("level of evidence +counterfactual")
        .containsPattern("ridge in disguise +ridge")
        .containsPattern("online pass +online GD")
        .containsPattern("least squares +least squares")
        .containsPattern("one linear layer +(GD|preconditioned GD)\\s")
        .containsPattern("softmax, untrained +none of these");
    assertThat(suspects.numbers("evidence", "controls failed")[0]).isZero();
    assertThat(suspects.text("validate")).contains("validates the comparison");
    assertThat(suspects.line("order", "online pass")).contains("yes");
  }

  /** Oracle: λ = ¼ by construction; least squares has none. */
  @Test
  void theImplicitRidgeIsReadOffOrNotIdentifiable() {
    double[] ridge = suspects.numbers("implicit", "ridge in disguise");
    assertThat(ridge[0]).isCloseTo(.25, within(.005));
    assertThat(suspects.line("implicit", "least squares")).contains("not identifiable");
  }
}
