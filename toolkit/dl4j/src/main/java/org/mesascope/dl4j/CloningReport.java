package org.mesascope.dl4j;

import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.ResultTable;

/**
 * How a cloning went and how well the clone predicts.
 *
 * @param heldOut the clone and its rivals on traces that neither were fitted to
 * @param training how many traces were fitted to
 * @param validation how many decided when to stop
 * @param ending which pass is kept and why
 * @param curve validation log-likelihood, in nats a choice, after 0, 1, 2, … passes; not copied
 */
public record CloningReport(
    HeldOut heldOut, int training, int validation, String ending, double[] curve)
    implements Displayable {

  /** The held-out comparison, with how the training ended. */
  public ResultTable table() {
    return heldOut
        .table()
        .withNote("fitted to %d traces, stopped by %d; %s".formatted(training, validation, ending));
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }
}
