package org.mesascope.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Key numbers of 00-tour. */
class TourNotebookTest {

  private final ExecutedNotebook tour = NotebookRun.of("00-tour");

  /** Oracle: coin and right end are one cell in training, so that one direction is told of two. */
  @Test
  void trainingAloneIsNotIdentifiable() {
    assertThat(tour.standardError()).isEmpty();
    assertThat(tour.text("found")).containsPattern("coin +not identifiable");
    assertThat(tour.text("compared")).contains("No verdict: not identifiable");
    assertThat(tour.text("evidence")).contains("1 of 2 directions told");
  }

  /** Oracle: exact dynamic programming, trained with the coin at 8: .000647 reach it at 0. */
  @Test
  void theAgentIsFlaggedAndItsControlIsNot() {
    assertThat(tour.text("gap")).contains("0.000647 at 8");
    assertThat(tour.text("report")).containsPattern("proxy alignment +found");
    assertThat(tour.text("control")).containsPattern("proxy alignment +not found");
  }

  /** Oracle: notebook 03, whose rule of that age is momentum of signs too, and 06. */
  @Test
  void optimizerAndSearcherAreReadAsInTheirOwnNotebooks() {
    assertThat(tour.numbers("rule", "nearest rule made by hand")[0]).isGreaterThan(.9);
    assertThat(tour.line("rule", "nearest rule made by hand")).contains("momentum of signs");
    double[] door = tour.numbers("evidence", "searcher: seeks the door");
    assertThat(door[0]).isGreaterThan(.95);
    assertThat(tour.line("evidence", "searcher: seeks the door")).contains("causal");
    double[] patched = tour.numbers("searcher-patch", "entangled  whole state, tick 8 alone");
    assertThat(patched[0]).isGreaterThan(.95);
  }

  /** Oracle: how desk-log.jsonl was made: desk-2 serves confidence, and hands over when told. */
  @Test
  void theVersionsOfTheAssistantAreToldApart() {
    assertThat(tour.line("log", "hand over")).contains("moved");
    assertThat(tour.line("evidence", "desk-1: proxy alignment")).contains("not found");
    assertThat(tour.line("evidence", "desk-2: proxy alignment"))
        .contains("found")
        .doesNotContain("not found");
  }
}
