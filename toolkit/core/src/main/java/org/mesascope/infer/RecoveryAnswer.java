package org.mesascope.infer;

import java.util.List;
import java.util.Locale;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;

/**
 * How many traces narrow an interval to a given width, checked by simulation at that number.
 *
 * @param parameter whose interval
 * @param wanted the width wanted
 * @param reached whether the last point's median width is within its Monte-Carlo error of what was
 *     wanted, or below
 * @param points all numbers that were simulated, in the order tried
 */
public record RecoveryAnswer(
    String parameter, double wanted, boolean reached, List<RecoveryPoint> points)
    implements Displayable {

  public RecoveryAnswer {
    points = List.copyOf(points);
  }

  /** The last number of traces tried: the answer, where it was reached. */
  public RecoveryPoint last() {
    return points.get(points.size() - 1);
  }

  /** The answer in a sentence. */
  public String summary() {
    RecoveryPoint at = last();
    String simulated =
        String.format(
            Locale.ROOT,
            "simulated at %d traces: median width %.4g (Monte-Carlo 95 %%: %.4g to %.4g), told in"
                + " %.0f %% and covered in %.0f %% of %d fits",
            at.traces(),
            at.width(),
            at.low(),
            at.high(),
            100 * at.told(),
            100 * at.coverage(),
            at.repetitions());
    return String.format(
        Locale.ROOT,
        reached
            ? "about %1$d traces narrow the interval of %2$s to %3$.4g; %4$s"
            : "more than %1$d traces are needed to narrow the interval of %2$s to %3$.4g; %4$s",
        at.traces(),
        parameter,
        wanted,
        simulated);
  }

  /** One row a number of traces. */
  public ResultTable table() {
    return Recovery.table(parameter, points).withNote(summary() + ".");
  }

  /** Width against the number of traces, both on a logarithmic scale. */
  public Figure figure() {
    return Recovery.figure(parameter, points).reference("wanted", wanted);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }
}
