package org.mesascope.trace;

import java.io.IOException;
import java.io.InputStream;

/** Bytes of JSON with one buffer, the line they are on, and errors that name it. */
abstract class JsonInput {

  /** Bytes that stand together where a short name or a number begins. */
  static final int SHORT = 48;

  final byte[] buffer = new byte[1 << 16];
  final boolean lines;
  private final InputStream in;
  private final String source;
  int at;
  int end;
  long line = 1;
  private boolean cut;

  /**
   * Bytes to read from.
   *
   * @param lines whether a line's end inside a value is an error, and left where it is
   */
  JsonInput(InputStream in, String source, boolean lines) {
    this.in = in;
    this.source = source;
    this.lines = lines;
  }

  /** The line that is being read, from 1. */
  long line() {
    return line;
  }

  /** Whether the last error was the end of the file inside a value. */
  boolean cut() {
    return cut;
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

  TraceFormatException ended() {
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

  TraceFormatException unexpected(String expected, int next) {
    if (next < 0 || (lines && next == '\n')) {
      return ended();
    }
    return problem("'%s' in place of %s".formatted((char) next, expected));
  }

  /** An error at this line, in words of its own. */
  TraceFormatException error(String problem) {
    return new TraceFormatException(source, line, null, problem);
  }

  /** The next byte that is no space, left where it is; −1 at the end. */
  int next() throws IOException {
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

  int byteHere() throws IOException {
    return at < end || fill() ? buffer[at] & 0xFF : -1;
  }

  boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }

  /** Moves what is left to the front and reads on behind it. */
  void refill() throws IOException {
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
}
