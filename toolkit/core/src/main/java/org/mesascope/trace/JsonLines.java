package org.mesascope.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Reads a file of one JSON object a line, strictly by RFC 8259. */
final class JsonLines {

  /** Reads the object on one line. */
  @FunctionalInterface
  interface Line {
    void read(JsonScanner json) throws IOException;
  }

  /** What becomes of a line that cannot be read. */
  @FunctionalInterface
  interface Failure {
    Failure STRICT =
        (problem, cut) -> {
          throw problem;
        };

    /** Throws, or takes note, and the next line is read. */
    void at(TraceFormatException problem, boolean cut) throws TraceFormatException;
  }

  private JsonLines() {}

  /**
   * Gives each line to {@code each}, and each error to {@code failure}.
   *
   * @param python whether Python wrote the file, whose bare NaN is read as no value
   * @return how many bare NaN there were
   */
  static long read(Path file, boolean python, Line each, Failure failure) throws IOException {
    String source = file.toString();
    Utf8Text.present(file);
    try (InputStream in = Utf8Text.bytes(file)) {
      JsonScanner json =
          python ? JsonScanner.pythonLines(in, source) : JsonScanner.lines(in, source);
      boolean any = false;
      while (json.anotherLine()) {
        any = true;
        try {
          each.read(json);
          if (!json.lineEnds()) {
            throw new TraceFormatException(
                source,
                json.line(),
                null,
                "expects one JSON object a line, got more; break the line");
          }
        } catch (TraceFormatException e) {
          failure.at(e, json.cut());
          json.skipLine();
        }
      }
      if (!any) {
        throw new TraceFormatException(
            source,
            0,
            null,
            json.line() == 1
                ? "expects traces, but is empty"
                : "expects one JSON object a line, got blank lines alone");
      }
      return json.notNumbers();
    } catch (ZipException e) {
      throw Utf8Text.wrapped(file, "expects a gzip file, as its name says, got other bytes", e);
    }
  }
}
