package org.mesascope.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a row: names with dots between them, {@code [2]} for an element from 0,
 * and {@code *} for the first field or element. A column whose whole name is the path comes first,
 * so that a name with a dot in it is found too.
 */
final class FieldPath {

  private static final Pattern PART = Pattern.compile("\\[(\\d+)]|([^.\\[\\]]+)");

  private final String text;
  private final List<String> parts = new ArrayList<>();

  private FieldPath(String text) {
    this.text = text;
  }

  /**
   * A path.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  static FieldPath of(String text) {
    FieldPath path = new FieldPath(text);
    Matcher part = PART.matcher(text);
    int end = 0;
    while (part.find()) {
      String between = text.substring(end, part.start());
      boolean element = part.group(1) != null;
      boolean follows = (element || end == 0) ? between.isEmpty() : between.equals(".");
      if (!follows) {
        break;
      }
      path.parts.add(element ? part.group() : part.group(2));
      end = part.end();
    }
    if (end == 0 || end < text.length()) {
      throw new IllegalArgumentException(
          "a path expects names with dots between them, such as scores.match.value or choices[0],"
              + " got \""
              + text
              + "\"");
    }
    return path;
  }

  /** What stands there, or null where nothing does. */
  @Nullable Object in(Map<String, @Nullable Object> fields) {
    if (parts.size() > 1 && fields.containsKey(text)) {
      return fields.get(text);
    }
    Object here = fields;
    for (String part : parts) {
      if (here instanceof Map<?, ?> map) {
        here = part.equals("*") && !map.isEmpty() ? map.values().iterator().next() : map.get(part);
      } else if (here instanceof List<?> list) {
        int place = part.equals("*") ? 0 : part.startsWith("[") ? index(part) : list.size();
        here = place < list.size() ? list.get(place) : null;
      } else {
        return null;
      }
    }
    return here;
  }

  /** The first name on the way: the field of the row that is looked into. */
  String root() {
    return parts.get(0);
  }

  @Override
  public String toString() {
    return text;
  }

  private static int index(String part) {
    return part.length() > 10
        ? Integer.MAX_VALUE
        : Integer.parseInt(part, 1, part.length() - 1, 10);
  }
}
