package org.mesascope.kernel.magic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The arguments of a magic told apart: plain words, {@code --key value} or {@code --key=value}, and
 * {@code --flag}.
 *
 * @param words the plain words, in order
 * @param values what was given for each key, in order
 * @param flags the flags given
 */
public record Options(List<String> words, Map<String, List<String>> values, Set<String> flags) {

  public Options {
    words = List.copyOf(words);
    values = Map.copyOf(values);
    flags = Set.copyOf(flags);
  }

  /**
   * Reads arguments.
   *
   * @param keys the options that take a value, with their dashes
   * @param flags the options that do not, with their dashes
   * @throws IllegalArgumentException for an option not among them, or a key without value
   */
  public static Options parse(Arguments arguments, Set<String> keys, Set<String> flags) {
    List<String> words = new ArrayList<>();
    Map<String, List<String>> values = new HashMap<>();
    Set<String> given = new TreeSet<>();
    List<String> all = arguments.words();
    for (int i = 0; i < all.size(); i++) {
      String word = all.get(i);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (!word.startsWith("-") || word.length() == 1) {
        words.add(word);
      } else if (keys.contains(name)) {
        if (equals < 0 && i + 1 == all.size()) {
          throw new IllegalArgumentException(name + " expects a value after it");
        }
        String value = equals < 0 ? all.get(++i) : word.substring(equals + 1);
        values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
      } else if (flags.contains(word)) {
        given.add(word);
      } else {
        Set<String> known = new TreeSet<>(keys);
        known.addAll(flags);
        throw new IllegalArgumentException(
            "there is no option " + word + " here; there are " + String.join(", ", known));
      }
    }
    return new Options(words, values, given);
  }

  /** What was given for a key, in order. */
  public List<String> all(String key) {
    return values.getOrDefault(key, List.of());
  }
}
