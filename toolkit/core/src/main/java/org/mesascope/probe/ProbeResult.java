package org.mesascope.probe;

import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Interval;

/**
 * What a probe read.
 *
 * @param what was read
 * @param accuracy on held-out groups
 * @param controlAccuracy of the same probe on random labels a type
 * @param selectivity the difference of the two
 * @param majority accuracy of always naming the commonest label
 * @param examples how many examples the test had
 */
public record ProbeResult(
    String what,
    Estimate accuracy,
    Estimate controlAccuracy,
    Estimate selectivity,
    double majority,
    int examples)
    implements Displayable {

  /**
   * Whether more is read than the control task and the commonest label allow: the lower ends of
   * selectivity and of the gain over the commonest label lie above 0.
   */
  public boolean decodable() {
    Interval gain = selectivity.interval();
    Interval right = accuracy.interval();
    return gain != null && right != null && gain.low() > 0 && right.low() > majority;
  }

  public ResultTable table() {
    return ResultTable.titled("Linear probe: " + what)
        .columns("measure", "value")
        .row("accuracy", accuracy)
        .row("control accuracy", controlAccuracy)
        .row("selectivity", selectivity)
        .row("commonest label", majority)
        .withNote(
            "%d examples of %d held-out groups; decodable: %s"
                .formatted(examples, accuracy.n(), decodable() ? "yes" : "no"));
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }
}
