package org.mesascope.kernel.java;

/**
 * Ends the work of an interrupted cell. An Error, so that {@code catch (Exception e)} in a loop
 * does not swallow it.
 */
public final class CellInterruptedError extends Error {
  private static final long serialVersionUID = 1L;

  /** What an interrupted cell says of itself. */
  static final String MESSAGE = "the cell was interrupted";

  CellInterruptedError() {
    super(MESSAGE);
  }

  CellInterruptedError(String why) {
    super(why);
  }
}
