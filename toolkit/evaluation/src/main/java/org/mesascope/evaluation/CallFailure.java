package org.mesascope.evaluation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a request brought no answer, and what that means for it. */
final class CallFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  enum Kind {
    /** May pass: too many requests, a failing server, a stall, an answer that cannot be read. */
    PASSING,
    /** Nobody is there: may pass, but if it does not, no other question will fare better. */
    UNREACHABLE,
    /** This question is refused for good; another one may be answered. */
    QUESTION,
    /** No question will be answered before somebody does something. */
    LASTING
  }

  private final Kind kind;
  private final boolean billed;
  private final transient @Nullable Duration wait;

  /**
   * A failure.
   *
   * @param billed whether the endpoint may have counted it as an answer
   * @param wait how long the endpoint asks to wait, or null
   */
  CallFailure(Kind kind, boolean billed, @Nullable Duration wait, String message) {
    super(message);
    this.kind = kind;
    this.billed = billed;
    this.wait = wait;
  }

  Kind kind() {
    return kind;
  }

  boolean billed() {
    return billed;
  }

  @Nullable Duration asked() {
    return wait;
  }
}
