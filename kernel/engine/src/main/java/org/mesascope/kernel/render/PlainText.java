package org.mesascope.kernel.render;

import java.awt.image.BufferedImage;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Values as text a person reads: {@code double[3] {0.1, 0.2, 0.3}}, {@code [a, b]}, {@code
 * {key=value}}. What is long is shortened and says its size; what holds itself says so. Cost: the
 * elements shown, not those there are, and what a class's own {@code toString} costs.
 */
final class PlainText {

  private static final int WHOLE = 40;
  private static final int HEAD = 20;
  private static final int TAIL = 5;
  private static final int DEPTH = 6;
  private static final int TEXT = 100_000;
  private static final int CELL = 200;
  private static final int FRAMES = 10;

  private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

  private PlainText() {}

  /** A value as it stands alone. */
  static String of(@Nullable Object value) {
    return shortened(new PlainText().text(value), TEXT);
  }

  /** A value as it stands inside a table: one line, at most 200 characters. */
  static String cell(@Nullable Object value) {
    if (value instanceof Double || value instanceof Float) {
      return number(((Number) value).doubleValue());
    }
    return shortened(new PlainText().text(value).replaceAll("\\R\\s*", " "), CELL);
  }

  /** At most {@code most} characters of a text, and how many there are where that cuts it. */
  static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "… (" + count(text.length(), "character") + ")";
  }

  /** A number and its noun, with commas: {@code 1,000 rows}. */
  static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? noun : noun + "s");
  }

  /** Short numbers whole, long ones to six significant digits. */
  private static String number(double value) {
    String whole = String.valueOf(value);
    if (whole.length() <= 8 || !Double.isFinite(value)) {
      return whole;
    }
    String six = String.format(Locale.ROOT, "%.6g", value);
    int exponent = six.indexOf('e');
    String digits = exponent < 0 ? six : six.substring(0, exponent);
    return digits.replaceFirst("\\.?0+$", "") + (exponent < 0 ? "" : six.substring(exponent));
  }

  private String text(@Nullable Object value) {
    if (value instanceof Throwable thrown) {
      return open.isEmpty() ? throwable(thrown) : CellNames.readable(thrown.toString());
    }
    if (value instanceof BufferedImage image) {
      return "image, " + image.getWidth() + " × " + image.getHeight() + " pixels";
    }
    if (value == null || value instanceof CharSequence) {
      return String.valueOf(value);
    }
    if (!isContainer(value)) {
      return CellNames.readable(value.toString());
    }
    if (open.size() == DEPTH) {
      return "…";
    }
    if (!open.add(value)) {
      return "(this " + value.getClass().getSimpleName() + ")";
    }
    try {
      return container(value);
    } finally {
      open.remove(value);
    }
  }

  private static boolean isContainer(Object value) {
    return value.getClass().isArray()
        || value instanceof Collection
        || value instanceof Map
        || value instanceof Record
        || value instanceof Optional;
  }

  private String container(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof Record row) {
      return row(row);
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(content -> "Optional[" + text(content) + "]").orElse("Optional.empty");
    }
    if (value instanceof Collection<?> collection) {
      return collection(collection);
    }
    int length = Array.getLength(value);
    String type = value.getClass().getComponentType().getSimpleName();
    int bracket = type.indexOf('[');
    String sized =
        bracket < 0
            ? type + "[" + length + "]"
            : type.substring(0, bracket) + "[" + length + "]" + type.substring(bracket);
    return sized + " {" + elements(length, i -> Array.get(value, i)) + "}";
  }

  private String collection(Collection<?> collection) {
    int size = collection.size();
    if (collection instanceof List<?> list && list instanceof RandomAccess) {
      return "[" + elements(size, list::get) + "]" + sizeOf(size);
    }
    StringJoiner joined = new StringJoiner(", ", "[", "]");
    Iterator<?> elements = collection.iterator();
    for (int i = 0; i < WHOLE && elements.hasNext(); i++) {
      joined.add(text(elements.next()));
    }
    if (elements.hasNext()) {
      joined.add("…");
    }
    return joined + sizeOf(size);
  }

  private String map(Map<?, ?> map) {
    StringJoiner joined = new StringJoiner(", ", "{", "}");
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    for (int i = 0; i < WHOLE && entries.hasNext(); i++) {
      Map.Entry<?, ?> entry = entries.next();
      joined.add(text(entry.getKey()) + "=" + text(entry.getValue()));
    }
    if (entries.hasNext()) {
      joined.add("…");
    }
    return joined
        + (map.size() > WHOLE
            ? " (" + String.format(Locale.ROOT, "%,d entries", map.size()) + ")"
            : "");
  }

  private static String sizeOf(int size) {
    return size > WHOLE ? " (" + count(size, "element") + ")" : "";
  }

  /** A record's own {@code toString} where it has one, else its components as they read here. */
  private String row(Record row) {
    RecordShape shape = RecordShape.of(row.getClass());
    if (shape.isWritten() || (!isLong(row, DEPTH) && !row.toString().equals(generated(row)))) {
      return row.toString();
    }
    StringJoiner readable = new StringJoiner(", ", row.getClass().getSimpleName() + "[", "]");
    for (int i = 0; i < shape.names().size(); i++) {
      readable.add(shape.names().get(i) + "=" + text(shape.get(row, i)));
    }
    return readable.toString();
  }

  private static String generated(Record row) {
    RecordShape shape = RecordShape.of(row.getClass());
    StringJoiner generated = new StringJoiner(", ", row.getClass().getSimpleName() + "[", "]");
    for (int i = 0; i < shape.names().size(); i++) {
      generated.add(shape.names().get(i) + "=" + shape.get(row, i));
    }
    return generated.toString();
  }

  /** Whether a generated {@code toString} would say more than is shown of the value. */
  private static boolean isLong(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      return map.size() > WHOLE || isLong(map.keySet(), depth) || isLong(map.values(), depth);
    }
    if (value instanceof Collection<?> collection) {
      return depth == 0
          || collection.size() > WHOLE
          || collection.stream().anyMatch(each -> isLong(each, depth - 1));
    }
    if (value instanceof Record row) {
      RecordShape shape = RecordShape.of(row.getClass());
      return depth == 0
          || IntStream.range(0, shape.names().size())
              .anyMatch(i -> isLong(shape.get(row, i), depth - 1));
    }
    return value instanceof Optional<?> optional
        && optional.filter(content -> depth == 0 || isLong(content, depth - 1)).isPresent();
  }

  private String elements(int length, IntFunction<@Nullable Object> element) {
    StringJoiner joined = new StringJoiner(", ");
    for (int i = 0; i < length; i++) {
      if (length > WHOLE && i == HEAD) {
        joined.add("…");
        i = length - TAIL;
      }
      joined.add(text(element.apply(i)));
    }
    return joined.toString();
  }

  private static String throwable(Throwable thrown) {
    StringBuilder out = new StringBuilder(CellNames.readable(thrown.toString()));
    StackTraceElement[] frames = thrown.getStackTrace();
    for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
      out.append("\n    at ").append(frames[i]);
    }
    if (frames.length > FRAMES) {
      out.append("\n    … ").append(count(frames.length - FRAMES, "more frame"));
    }
    Throwable cause = thrown.getCause();
    return cause == null ? out.toString() : out.append("\ncaused by ").append(cause).toString();
  }
}
