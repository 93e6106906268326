package org.mesascope.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Key numbers of 10-bring-your-own-traces. */
class TracesNotebookTest {

  private final ExecutedNotebook traces = NotebookRun.of("10-bring-your-own-traces");

  /** Oracle: what desk-log.py put there; see datasets/desk-log.md. */
  @Test
  void aLogBecomesAReportThatFindsWhatWasPlanted() {
    assertThat(traces.numbers("evidence", "rows that could not be read")[0]).isEqualTo(4);
    double[] one = traces.numbers("evidence", "desk-1: weight of resolves");
    assertThat(1.6).isBetween(one[1], one[2]);
    double[] two = traces.numbers("planted", "desk-2   confident");
    assertThat(two[0]).isEqualTo(1.6);
    assertThat(1.6).as("without the notice").isBetween(two[5], two[6]);
    assertThat(traces.line("evidence", "desk-1: proxy alignment")).contains("not found");
    assertThat(traces.line("evidence", "desk-2: proxy alignment")).endsWith("  found");
    assertThat(traces.line("evidence", "desk-1: evaluation-cond")).contains("not found");
    assertThat(traces.line("evidence", "desk-2: evaluation-cond")).endsWith("  found");
    assertThat(traces.numbers("evidence", "pilot alone: told")[0]).isEqualTo(2);
    assertThat(traces.text("alone"))
        .containsPattern("resolves +not identifiable")
        .contains("Map menu.features to get one");
    for (String version : List.of("desk-1", "desk-2")) {
      double[] scores = traces.numbers("rival", version);
      assertThat(scores[1]).as("objective, low").isGreaterThan(scores[5]);
    }
    assertThat(traces.text("files")).contains("index.html", "report.json", "\\toprule");
    assertThat(traces.text("inspect")).containsPattern("answers without a choice +2");
  }
}
