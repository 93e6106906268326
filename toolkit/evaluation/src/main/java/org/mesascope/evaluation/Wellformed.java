package org.mesascope.evaluation;

import java.nio.charset.StandardCharsets;

/** Texts from elsewhere, in which half a character becomes a question mark, as UTF-8 has none. */
final class Wellformed {

  private Wellformed() {}

  /** Whether a store can keep a text to the bit. */
  static boolean is(String text) {
    return text.equals(text(text));
  }

  static String text(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
