package org.mesascope.trace;

import java.io.IOException;

/** A row of a log that cannot be read: counted by its reason, and shown with its detail. */
final class UnreadableRowException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason the same for all rows of this kind
   * @param detail what came, of this row
   */
  UnreadableRowException(String reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
