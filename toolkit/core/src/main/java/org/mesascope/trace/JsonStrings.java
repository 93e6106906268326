package org.mesascope.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Strings of JSON. A short one that came not long before is the same {@code String} again. */
abstract class JsonStrings extends JsonInput {

  private static final int LONGEST = 64 << 20;
  private static final int REMEMBERED = 1024;

  private final @Nullable String[] known = new @Nullable String[REMEMBERED];
  byte[] scratch = new byte[256];

  JsonStrings(InputStream in, String source, boolean lines) {
    super(in, source, lines);
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

  private String remembered(int hash, int start, int length) {
    if (length > SHORT) {
      return new String(buffer, start, length, StandardCharsets.US_ASCII);
    }
    int slot = (hash ^ (hash >>> 10)) & (REMEMBERED - 1);
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
      if (next < 0 || (lines && next == '\n')) {
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
          error("expects UTF-8 text, got a byte that is none; save the file as UTF-8");
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

  void skipString() throws IOException {
    at++;
    while (true) {
      while (at < end && buffer[at] != '"' && buffer[at] != '\\' && (buffer[at] & 0xFF) >= ' ') {
        at++;
      }
      int next = byteHere();
      if (next < 0 || (lines && next == '\n')) {
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

  void put(int place, byte b) throws TraceFormatException {
    if (place == scratch.length) {
      if (place >= LONGEST) {
        throw problem("a string of more than " + (LONGEST >> 20) + " MiB");
      }
      scratch = Arrays.copyOf(scratch, 2 * place);
    }
    scratch[place] = b;
  }
}
