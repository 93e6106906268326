package org.mesascope.kernel.magic.maven;

import org.jspecify.annotations.Nullable;

/** Maven could not give what a cell asked for; the message says what, from where, and a remedy. */
public final class MavenException extends RuntimeException {
  MavenException(String message) {
    super(message);
  }

  MavenException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
