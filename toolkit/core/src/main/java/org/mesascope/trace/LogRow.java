package org.mesascope.trace;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of somebody's log: a line, a record, a sample.
 *
 * @param place where it stands, in words
 * @param line its line, or 0 where there are none
 * @param fields trees of maps, lists and texts
 */
record LogRow(String place, long line, Map<String, @Nullable Object> fields) {

  /** What stands at a path: a text without the spaces around it, or null where there is none. */
  @Nullable String text(FieldPath path) throws UnreadableRowException {
    return text(path, path.in(fields));
  }

  /** A text that must be there. */
  String required(FieldPath path) throws UnreadableRowException {
    String text = text(path);
    if (text == null) {
      throw new UnreadableRowException(
          "nothing at \"" + path + "\"",
          "the fields are " + listed(fields.keySet().stream().toList()));
    }
    return text;
  }

  /** A value as text; a list of texts with commas between them. */
  static @Nullable String text(FieldPath path, @Nullable Object value)
      throws UnreadableRowException {
    if (value instanceof List<?> list && list.stream().noneMatch(LogRow::isTree)) {
      return blankIsNone(
          list.stream()
              .filter(Objects::nonNull)
              .map(Object::toString)
              .collect(Collectors.joining(", ")));
    }
    if (isTree(value)) {
      throw new UnreadableRowException(
          "no text at \"" + path + "\"",
          "it is "
              + (value instanceof Map<?, ?> map
                  ? "an object with " + listed(map.keySet().stream().map(Object::toString).toList())
                  : "a list of objects"));
    }
    return value == null ? null : blankIsNone(value.toString());
  }

  static String listed(List<String> names) {
    int shown = Math.min(names.size(), 12);
    return String.join(", ", names.subList(0, shown)) + (shown < names.size() ? ", …" : "");
  }

  private static @Nullable String blankIsNone(String text) {
    return text.isBlank() ? null : text.strip();
  }

  private static boolean isTree(@Nullable Object value) {
    return value instanceof Map || value instanceof List;
  }
}
