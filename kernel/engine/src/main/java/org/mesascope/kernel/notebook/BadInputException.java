package org.mesascope.kernel.notebook;

/**
 * Something the user gave cannot be used. The message is written for that person: what was
 * expected, what came, where, and what to do.
 */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInputException(String message) {
    super(message);
  }

  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
