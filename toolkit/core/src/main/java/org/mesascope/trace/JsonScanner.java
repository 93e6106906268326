package org.mesascope.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pulls JSON by RFC 8259 from bytes in UTF-8, with one buffer however long the file is.
 *
 * <p>Reading logs is a hot loop: names that come again are the same {@code String}, and a number of
 * up to 15 digits is exact without {@code Double.parseDouble} (Clinger 1990, How to read floating
 * point numbers accurately).
 */
final class JsonScanner extends JsonStrings {

  /** What stands where a value begins. */
  enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL,
    END
  }

  private static final int DEEPEST = 512;
  private static final int LARGEST = 1_000_000;
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22
  };

  private final boolean python;
  private int depth;
  private long notNumbers;
  private int kept;

  private JsonScanner(InputStream in, String source, boolean lines, boolean python) {
    super(in, source, lines);
    this.python = python;
  }

  /** One value a line: a line's end inside a value is an error, and what follows can be read. */
  static JsonScanner lines(InputStream in, String source) {
    return new JsonScanner(in, source, true, false);
  }

  /** As {@link #lines}, of a file that Python wrote: a bare NaN or Infinity is read as no value. */
  static JsonScanner pythonLines(InputStream in, String source) {
    return new JsonScanner(in, source, true, true);
  }

  /** A document over any number of lines that Python wrote. */
  static JsonScanner pythonDocument(InputStream in, String source) {
    return new JsonScanner(in, source, false, true);
  }

  /** How many bare NaN and Infinity there were. */
  long notNumbers() {
    return notNumbers;
  }

  /** What comes next. */
  Kind peek() throws IOException {
    int next = next();
    return switch (next) {
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.ARRAY;
      case '"' -> Kind.STRING;
      case 't', 'f' -> Kind.BOOLEAN;
      case 'n' -> Kind.NULL;
      case -1 -> Kind.END;
      default -> {
        if (next == '-'
            || (next >= '0' && next <= '9')
            || (python && (next == 'N' || next == 'I'))) {
          yield Kind.NUMBER;
        }
        throw unexpected("a value", next);
      }
    };
  }

  void beginObject() throws IOException {
    begin('{', "an object");
  }

  void beginArray() throws IOException {
    begin('[', "an array");
  }

  /** The name of the next field, or null where the object ends. */
  @Nullable String nextField(boolean first) throws IOException {
    if (!another('}', first)) {
      return null;
    }
    int next = next();
    if (next != '"') {
      throw unexpected("a name in quotes", next);
    }
    String name = string();
    next = next();
    if (next != ':') {
      throw unexpected("a colon after the name \"" + name + "\"", next);
    }
    at++;
    return name;
  }

  /** Whether another element comes, or the array ends. */
  boolean nextElement(boolean first) throws IOException {
    return another(']', first);
  }

  /** A finite number. */
  double number() throws IOException {
    if (end - at < SHORT) {
      refill();
    }
    int i = at;
    boolean negative = i < end && buffer[i] == '-';
    if (negative) {
      i++;
    }
    long digits = 0;
    int count = 0;
    int scale = 0;
    int start = i;
    while (i < end && buffer[i] >= '0' && buffer[i] <= '9') {
      digits = 10 * digits + buffer[i++] - '0';
      count++;
    }
    boolean plain = i > start && (buffer[start] != '0' || i == start + 1);
    if (plain && i < end && buffer[i] == '.') {
      int point = ++i;
      while (i < end && buffer[i] >= '0' && buffer[i] <= '9') {
        digits = 10 * digits + buffer[i++] - '0';
        count++;
      }
      scale = i - point;
      plain = scale > 0;
    }
    if (plain && count <= 15 && i < end && JsonNumbers.delimits(buffer[i])) {
      at = i;
      double value = digits / POWERS[scale];
      return negative ? -value : value;
    }
    String text = numeral();
    double value = text.endsWith("N") || text.endsWith("y") ? Double.NaN : Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw problem("the number " + text + ", which is not finite");
    }
    return value;
  }

  /** A number as it is written; bare NaN and Infinity too, of a file that Python wrote. */
  String numeral() throws IOException {
    int length = 0;
    for (int next = next(); next >= 0 && !JsonNumbers.delimits((byte) next); next = byteHere()) {
      put(length++, (byte) next);
      at++;
    }
    String text = new String(scratch, 0, length, StandardCharsets.ISO_8859_1);
    if (python && (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity"))) {
      notNumbers++;
      return text;
    }
    if (!JsonNumbers.isNumber(text)) {
      throw byteHere() < 0 ? ended() : problem("\"" + text + "\", which is no value");
    }
    return text;
  }

  /** True or false. */
  boolean bool() throws IOException {
    boolean value = next() == 't';
    word(value ? "true" : "false");
    return value;
  }

  void nothing() throws IOException {
    next();
    word("null");
  }

  /** A value as a tree; see {@link #branch}. */
  @Nullable Object tree() throws IOException {
    kept = 0;
    return branch();
  }

  /**
   * A value as a tree: maps in the order of the file, lists, and texts; numbers and flags are the
   * text that stands there. A bare NaN or Infinity is null.
   */
  private @Nullable Object branch() throws IOException {
    if (++kept > LARGEST) {
      throw problem("more than %,d values in one field".formatted(LARGEST));
    }
    switch (peek()) {
      case OBJECT -> {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        beginObject();
        for (String name = nextField(true); name != null; name = nextField(false)) {
          if (fields.containsKey(name)) {
            throw problem("the field \"" + name + "\" twice");
          }
          fields.put(name, branch());
        }
        return fields;
      }
      case ARRAY -> {
        List<@Nullable Object> elements = new ArrayList<>();
        beginArray();
        for (boolean any = nextElement(true); any; any = nextElement(false)) {
          elements.add(branch());
        }
        return elements;
      }
      case STRING -> {
        return string();
      }
      case NUMBER -> {
        String text = numeral();
        return text.endsWith("N") || text.endsWith("y") ? null : text;
      }
      case BOOLEAN -> {
        return Boolean.toString(bool());
      }
      case NULL -> {
        nothing();
        return null;
      }
      default -> throw ended();
    }
  }

  /** Passes over a value, checking its form. */
  void skip() throws IOException {
    switch (peek()) {
      case OBJECT -> {
        beginObject();
        for (String name = nextField(true); name != null; name = nextField(false)) {
          skip();
        }
      }
      case ARRAY -> {
        beginArray();
        for (boolean any = nextElement(true); any; any = nextElement(false)) {
          skip();
        }
      }
      case STRING -> skipString();
      case NUMBER -> numeral();
      case BOOLEAN -> bool();
      case NULL -> nothing();
      case END -> throw ended();
    }
  }

  /** Passes blank lines and a byte order mark; whether a line with something on it comes. */
  boolean anotherLine() throws IOException {
    if (line == 1 && at == 0) {
      refill();
      if (end >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB) {
        at = 3;
      }
    }
    int next = next();
    while (next == '\n') {
      at++;
      line++;
      next = next();
    }
    depth = 0;
    return next >= 0;
  }

  /** Whether nothing but spaces is left on the line. */
  boolean lineEnds() throws IOException {
    int next = next();
    return next < 0 || next == '\n';
  }

  /** Goes on at the next line, whatever is left on this one. */
  void skipLine() throws IOException {
    depth = 0;
    for (int next = byteHere(); next >= 0 && next != '\n'; next = byteHere()) {
      at++;
    }
  }

  private void begin(char bracket, String what) throws IOException {
    int next = next();
    if (next != bracket) {
      throw unexpected(what, next);
    }
    if (++depth > DEEPEST) {
      throw problem("more than " + DEEPEST + " brackets inside each other");
    }
    at++;
  }

  private boolean another(char close, boolean first) throws IOException {
    int next = next();
    if (next == close) {
      at++;
      depth--;
      return false;
    }
    if (first) {
      return true;
    }
    if (next != ',') {
      throw unexpected("a comma or '" + close + "'", next);
    }
    at++;
    if (next() == close) {
      throw unexpected("a value after the comma", close);
    }
    return true;
  }

  private void word(String word) throws IOException {
    for (int i = 0; i < word.length(); i++) {
      int next = byteHere();
      if (next != word.charAt(i)) {
        throw unexpected("the word " + word, next);
      }
      at++;
    }
    int next = byteHere();
    if (next >= 0 && !JsonNumbers.delimits((byte) next)) {
      throw unexpected("an end of the word " + word, next);
    }
  }
}
