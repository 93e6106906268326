package org.mesascope.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
final class JsonScanner {

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
  private static final int LONGEST = 64 << 20;
  private static final int LARGEST = 1_000_000;
  private static final int REMEMBERED = 1024;
  private static final int SHORT = 48;
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22
  };

  private final InputStream in;
  private final String source;
  private final boolean lines;
  private final boolean python;
  private final byte[] buffer = new byte[1 << 16];
  private final @Nullable String[] known = new @Nullable String[REMEMBERED];
  private byte[] scratch = new byte[256];
  private int at;
  private int end;
  private long line = 1;
  private int depth;
  private long notNumbers;
  private int kept;
  private boolean cut;

  private JsonScanner(InputStream in, String source, boolean lines, boolean python) {
    this.in = in;
    this.source = source;
    this.lines = lines;
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

  /** The line that is being read, from 1. */
  long line() {
    return line;
  }

  /** How many bare NaN and Infinity there were. */
  long notNumbers() {
    return notNumbers;
  }

  /** Whether the last error was the end of the file inside a value. */
  boolean cut() {
    return cut;
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
        if (next == '-' || next >= '0' && next <= '9' || python && (next == 'N' || next == 'I')) {
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

  /** A string. */
  String string() throws IOException {
    int next = next();
    if (next != '"') {
      throw unexpected("a string", next);
    }
    at++;
    int hash = 0;
    for (int i = at; i < end; i++) {
      byte b = buffer[i];
      if (b == '"') {
        String text = remembered(hash, at, i - at);
        at = i + 1;
        return text;
      }
      if (b == '\\' || b < ' ') {
        break;
      }
      hash = 31 * hash + b;
    }
    return longString();
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
    if (plain && count <= 15 && i < end && delimits(buffer[i])) {
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
    for (int next = next(); next >= 0 && !delimits((byte) next); next = byteHere()) {
      put(length++, (byte) next);
      at++;
    }
    String text = new String(scratch, 0, length, StandardCharsets.ISO_8859_1);
    if (python && (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity"))) {
      notNumbers++;
      return text;
    }
    if (!isNumber(text)) {
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

  /** An error at this line. */
  TraceFormatException problem(String got) {
    return new TraceFormatException(
        source,
        line,
        null,
        "expects a JSON object by RFC 8259 (NaN and Infinity are none of its numbers), got: "
            + got);
  }

  private TraceFormatException ended() {
    cut = true;
    return new TraceFormatException(
        source,
        line,
        null,
        lines
            ? "expects a whole JSON object, but the line ends early; if it is the last one, the file"
                + " was cut off: write it again or remove the line"
            : "expects a whole JSON document, but the file ends early: it was cut off; copy or write"
                + " it again");
  }

  private TraceFormatException unexpected(String expected, int next) {
    if (next < 0 || lines && next == '\n') {
      return ended();
    }
    return problem("'%s' in place of %s".formatted((char) next, expected));
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

  /** The next byte that is no space, left where it is; −1 at the end. */
  private int next() throws IOException {
    while (true) {
      while (at < end) {
        byte b = buffer[at];
        if (b == '\n') {
          if (lines) {
            return b;
          }
          line++;
        } else if (b != ' ' && b != '\r' && b != '\t') {
          return b & 0xFF;
        }
        at++;
      }
      if (!fill()) {
        return -1;
      }
    }
  }

  private int byteHere() throws IOException {
    return at < end || fill() ? buffer[at] & 0xFF : -1;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }

  /** Moves what is left to the front and reads on behind it. */
  private void refill() throws IOException {
    int left = end - at;
    System.arraycopy(buffer, at, buffer, 0, left);
    at = 0;
    end = left;
    while (end < SHORT) {
      int got = in.read(buffer, end, buffer.length - end);
      if (got < 0) {
        return;
      }
      end += got;
    }
  }

  private String remembered(int hash, int start, int length) {
    if (length > SHORT) {
      return new String(buffer, start, length, StandardCharsets.US_ASCII);
    }
    int slot = (hash ^ hash >>> 10) & REMEMBERED - 1;
    String before = known[slot];
    if (before != null && same(before, start, length)) {
      return before;
    }
    String text = new String(buffer, start, length, StandardCharsets.US_ASCII);
    known[slot] = text;
    return text;
  }

  private boolean same(String text, int start, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != buffer[start + i]) {
        return false;
      }
    }
    return true;
  }

  /** A string with escapes, with letters beyond ASCII, or over the buffer's end. */
  private String longString() throws IOException {
    int length = 0;
    boolean ascii = true;
    while (true) {
      int next = byteHere();
      if (next < 0 || lines && next == '\n') {
        throw ended();
      }
      if (next < ' ') {
        throw problem("an unescaped control character in a string");
      }
      at++;
      if (next == '"') {
        return decoded(length, ascii);
      }
      ascii &= next < 0x80;
      if (next == '\\') {
        String escape = escape();
        byte[] bytes = escape.getBytes(StandardCharsets.UTF_8);
        ascii &= bytes.length == 1;
        for (byte b : bytes) {
          put(length++, b);
        }
      } else {
        put(length++, (byte) next);
      }
    }
  }

  private String decoded(int length, boolean ascii) throws TraceFormatException {
    if (ascii) {
      return new String(scratch, 0, length, StandardCharsets.US_ASCII);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(scratch, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      TraceFormatException wrong =
          new TraceFormatException(
              source,
              line,
              null,
              "expects UTF-8 text, got a byte that is none; save the file as UTF-8");
      wrong.initCause(e);
      throw wrong;
    }
  }

  private String escape() throws IOException {
    int next = byteHere();
    at++;
    return switch (next) {
      case '"', '\\', '/' -> String.valueOf((char) next);
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'u' -> unicode();
      case -1 -> throw ended();
      default -> throw problem("the escape \\" + (char) next);
    };
  }

  /** A code point: two escapes where the first is a high surrogate; a lone one has no meaning. */
  private String unicode() throws IOException {
    char first = hexadecimal();
    if (!Character.isSurrogate(first)) {
      return String.valueOf(first);
    }
    if (Character.isHighSurrogate(first) && byteHere() == '\\') {
      at++;
      if (byteHere() == 'u') {
        at++;
        char second = hexadecimal();
        if (Character.isLowSurrogate(second)) {
          return new String(new char[] {first, second});
        }
      }
    }
    throw problem("half of a surrogate pair");
  }

  private char hexadecimal() throws IOException {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(byteHere(), 16);
      if (digit < 0) {
        throw byteHere() < 0 ? ended() : problem("an escape \\u without four hexadecimal digits");
      }
      code = 16 * code + digit;
      at++;
    }
    return (char) code;
  }

  private void skipString() throws IOException {
    at++;
    while (true) {
      while (at < end && buffer[at] != '"' && buffer[at] != '\\' && (buffer[at] & 0xFF) >= ' ') {
        at++;
      }
      int next = byteHere();
      if (next < 0 || lines && next == '\n') {
        throw ended();
      }
      if (next < ' ') {
        throw problem("an unescaped control character in a string");
      }
      if (next == '"') {
        at++;
        return;
      }
      if (next == '\\') {
        at++;
        escape();
      }
    }
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
    if (next >= 0 && !delimits((byte) next)) {
      throw unexpected("an end of the word " + word, next);
    }
  }

  private void put(int place, byte b) throws TraceFormatException {
    if (place == scratch.length) {
      if (place >= LONGEST) {
        throw problem("a string of more than " + (LONGEST >> 20) + " MiB");
      }
      scratch = Arrays.copyOf(scratch, 2 * place);
    }
    scratch[place] = b;
  }

  private static boolean delimits(byte b) {
    return b == ',' || b == '}' || b == ']' || b == ' ' || b == '\n' || b == '\r' || b == '\t'
        || b == ':';
  }

  private static boolean isNumber(String text) {
    int i = text.startsWith("-") ? 1 : 0;
    int start = i;
    i = digits(text, i);
    if (i == start || text.charAt(start) == '0' && i > start + 1) {
      return false;
    }
    if (i < text.length() && text.charAt(i) == '.') {
      int point = i + 1;
      i = digits(text, point);
      if (i == point) {
        return false;
      }
    }
    if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
      i++;
      if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
        i++;
      }
      int power = i;
      i = digits(text, power);
      if (i == power) {
        return false;
      }
    }
    return i == text.length();
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }
}
