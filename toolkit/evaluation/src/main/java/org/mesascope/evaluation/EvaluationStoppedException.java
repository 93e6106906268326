package org.mesascope.evaluation;

import java.io.IOException;

/** An evaluation ended before its last question. What was answered is in the store. */
public final class EvaluationStoppedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient EvaluationResult partial;

  EvaluationStoppedException(String message, EvaluationResult partial) {
    super(message);
    this.partial = partial;
  }

  /** What there is. */
  public EvaluationResult partial() {
    return partial;
  }
}
