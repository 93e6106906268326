package org.mesascope.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Key numbers of 06-a-searcher-with-the-wrong-goal. */
class SearcherNotebookTest {

  private final ExecutedNotebook searcher = NotebookRun.of("06-a-searcher-with-the-wrong-goal");

  /** Oracle: the same experiment in PyTorch, whose seeds agree within .02; see WrongGoal. */
  @Test
  void moreThinkingServesTheProxy() {
    double[] door = {.48, .67, .92, .996, .998, .995};
    double[] exit = {.42, .28, .075, .003, .002, .004};
    double[] towardDoor = searcher.numbers("curves", "entangled  door");
    double[] towardExit = searcher.numbers("curves", "entangled  exit");
    for (int t = 0; t < door.length; t++) {
      assertThat(towardDoor[t]).as("door, place %d", t).isCloseTo(door[t], within(.06));
      assertThat(towardExit[t]).as("exit, place %d", t).isCloseTo(exit[t], within(.06));
    }
    assertThat(searcher.numbers("curves", "aligned    exit")[4]).isGreaterThan(.95);
    assertThat(searcher.numbers("capability", "apart: arrive at the door")[0]).isGreaterThan(.95);
  }

  @Test
  void theSearchersGoalIsToldBySeparationAndCarriedByItsState() {
    assertThat(searcher.text("training-alone"))
        .contains("door and exit move together")
        .containsPattern("door +not identifiable");
    for (String patch : List.of("3×3 around both doors, every tick", "whole state, tick 4 alone")) {
      String own = "entangled  " + patch;
      assertThat(searcher.numbers("patch", own)[0]).as(own).isGreaterThan(.9);
      for (String control : List.of("aligned    ", "one tick   ", "lookup     ")) {
        String other = control + patch;
        assertThat(searcher.numbers("patch", other)[0]).as(other).isLessThan(.2);
      }
    }
    assertThat(searcher.text("evidence"))
        .contains("level of evidence: causal", "mesa-objective")
        .doesNotContain("withheld");
    assertThat(searcher.standardError()).isEmpty();
  }
}
