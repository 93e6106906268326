package org.mesascope.gap;

import java.util.List;
import org.mesascope.report.Estimate;
import org.mesascope.report.ResultTable;

/**
 * A system or an objective for which the right answer is known, put through the same measure.
 *
 * @param name what was measured
 * @param expected what must come out, in words
 * @param measured what came out
 * @param passed whether it did
 */
public record ControlCheck(String name, String expected, Estimate measured, boolean passed) {

  static ResultTable table(List<ControlCheck> controls) {
    ResultTable table =
        ResultTable.titled("Controls").columns("control", "expected", "measured", "passed");
    for (ControlCheck control : controls) {
      table =
          table.row(
              control.name(),
              control.expected(),
              control.measured(),
              control.passed() ? "yes" : "no");
    }
    return table.withNote(
        "Where a control fails, the measure cannot be trusted here, and every verdict is withheld.");
  }
}
