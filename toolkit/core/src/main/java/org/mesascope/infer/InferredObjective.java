package org.mesascope.infer;

import java.util.List;
import org.mesascope.report.Estimate;
import org.mesascope.task.Objective;

/**
 * A behavioural objective: what the traces are best described as pursuing.
 *
 * @param objective the point estimate
 * @param parameters one estimate a parameter; where the data cannot tell a parameter, its interval
 *     is the whole line
 * @param logLikelihood of the choices, in nats
 * @param n how many choices
 * @param rivals other explanations of the same choices
 * @param evidence the level of evidence; inference from traces alone is {@link Evidence#BEHAVIOUR}
 * @param identifiability what the data can tell
 */
public record InferredObjective(
    Objective objective,
    List<Estimate> parameters,
    double logLikelihood,
    int n,
    List<Rival> rivals,
    Evidence evidence,
    Identifiability identifiability) {

  public InferredObjective {
    parameters = List.copyOf(parameters);
    rivals = List.copyOf(rivals);
  }
}
