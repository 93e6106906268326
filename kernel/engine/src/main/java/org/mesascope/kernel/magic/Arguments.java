package org.mesascope.kernel.magic;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands after a magic's name.
 *
 * @param words split at white space; double quotes hold a word together, and inside them a
 *     backslash makes a quote or a backslash plain
 * @param raw the text as typed
 */
public record Arguments(List<String> words, String raw) {

  public Arguments {
    words = List.copyOf(words);
  }

  /** Splits what stands after the name. */
  public static Arguments parse(String raw) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean started = false;
    boolean quoted = false;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '"') {
        quoted = !quoted;
        started = true;
      } else if (quoted && c == '\\' && i + 1 < raw.length() && isEscapable(raw.charAt(i + 1))) {
        word.append(raw.charAt(++i));
      } else if (Character.isWhitespace(c) && !quoted) {
        if (started) {
          words.add(word.toString());
          word.setLength(0);
          started = false;
        }
      } else {
        word.append(c);
        started = true;
      }
    }
    if (started) {
      words.add(word.toString());
    }
    return new Arguments(words, raw.strip());
  }

  /** Arguments that come already split. */
  public static Arguments of(List<String> words) {
    return new Arguments(words, String.join(" ", words));
  }

  private static boolean isEscapable(char c) {
    return c == '"' || c == '\\';
  }
}
