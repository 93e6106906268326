package org.mesascope.dl4j;

import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.infer.Evidence;
import org.mesascope.infer.Identifiability;
import org.mesascope.report.ResultTable;

/**
 * A behavioural objective in the form of a network, and what may be said about it.
 *
 * <p>It is no {@link org.mesascope.infer.InferredObjective}: a count of weights is no measure of
 * what was fitted, so criteria such as BIC would mislead; its rivals are compared on held-out
 * traces alone.
 *
 * @param reward what was found
 * @param heldOut the soft policy of the reward and its rivals on traces that neither were fitted to
 * @param identifiability not assessed, with the reason and with what stays open in any case
 * @param method how it was found
 * @param ending which update is kept and why
 * @param curve validation log-likelihood, in nats a choice, update by update; not copied
 */
public record RewardNetworkFit(
    RewardNetwork reward,
    HeldOut heldOut,
    Identifiability identifiability,
    String method,
    String ending,
    double[] curve)
    implements Displayable {

  /** Traces alone show behaviour and no more. */
  public Evidence evidence() {
    return Evidence.BEHAVIOUR;
  }

  /** The held-out comparison, with what is not told. */
  public ResultTable table() {
    return heldOut
        .table()
        .withNote("behavioural objective (evidence: behaviour); " + method)
        .withNote(identifiability.summary())
        .withNote(ending);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }
}
