package org.mesascope.kernel.magic;

/** A cell names a magic that nobody registered; the message has the nearest known names. */
public final class UnknownMagicException extends RuntimeException {
  UnknownMagicException(String message) {
    super(message);
  }
}
