package org.mesascope.infer;

import org.mesascope.trace.TraceLog;

/** A method that finds the objective behind traces. */
@FunctionalInterface
public interface ObjectiveInference {

  /**
   * Infers an objective.
   *
   * @throws IllegalArgumentException if the traces cannot be read as choices of the method's kind
   */
  InferredObjective infer(TraceLog traces);
}
