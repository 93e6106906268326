package org.mesascope.kernel.java;

import org.jspecify.annotations.Nullable;

/** How code ended. */
sealed interface Outcome {

  /** It ran to its end; {@code value} is that of its last expression, if {@code shows}. */
  record Done(@Nullable Object value, boolean shows) implements Outcome {}

  /** It did not compile, or it threw {@code thrown}. */
  record Failed(Failure failure, @Nullable Throwable thrown) implements Outcome {}
}
