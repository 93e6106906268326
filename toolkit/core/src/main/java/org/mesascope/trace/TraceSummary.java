package org.mesascope.trace;

import java.util.List;
import java.util.Objects;
import org.mesascope.report.Cell;
import org.mesascope.report.ResultTable;

/** What traces look like: their first steps, and how many there are. */
final class TraceSummary {

  private static final int SHOWN = 8;

  private TraceSummary() {}

  static ResultTable of(String title, List<Trace> traces, int steps) {
    ResultTable table =
        ResultTable.titled(title).columns("trace", "situation", "menu", "choice", "outcome");
    int shown = 0;
    for (Trace trace : traces) {
      for (Step step : trace.steps()) {
        if (shown++ == SHOWN) {
          return table.withNote("the first %d of %d steps".formatted(SHOWN, steps));
        }
        table = table.row(trace.id(), step.situation(), menu(step), step.choice(), outcome(step));
      }
    }
    return table;
  }

  private static Object menu(Step step) {
    return step.menu() == null ? new Cell.Missing() : String.join(", ", step.menu().alternatives());
  }

  private static Object outcome(Step step) {
    return Objects.requireNonNullElse(step.outcome(), new Cell.Missing());
  }
}
