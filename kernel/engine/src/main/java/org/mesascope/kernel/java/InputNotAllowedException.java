package org.mesascope.kernel.java;

/** A cell asks for input where nobody can answer. */
public final class InputNotAllowedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InputNotAllowedException() {
    this(
        "the cell asks for input, but this front end does not allow it (allow_stdin is false):"
            + " run the cell where someone can answer, or set the value in the code");
  }

  InputNotAllowedException(String message) {
    super(message);
  }
}
