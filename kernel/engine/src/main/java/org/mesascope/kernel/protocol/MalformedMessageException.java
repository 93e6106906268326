package org.mesascope.kernel.protocol;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Frames that are not a message of this connection: misshapen, wrongly signed or replayed. */
public final class MalformedMessageException extends IOException {
  private static final long serialVersionUID = 1L;

  public MalformedMessageException(String message) {
    super(message);
  }

  public MalformedMessageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
