package org.mesascope.trace;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;

/** Reads a file of one JSON object a line, strictly by RFC 8259. */
final class JsonLines {

  /** Reads the object on one line. */
  @FunctionalInterface
  interface Line {
    void read(long line, JsonReader json) throws IOException;
  }

  private JsonLines() {}

  static void read(Path file, Line each) throws IOException {
    String source = file.toString();
    Utf8Text.read(
        file,
        text -> {
          long line = 0;
          boolean any = false;
          for (String next = text.readLine(); next != null; next = text.readLine()) {
            line++;
            if (!next.isBlank()) {
              any = true;
              object(source, line, next, each);
            }
          }
          if (!any) {
            throw new TraceFormatException(
                source, 0, null, "expects one JSON object a line, got blank lines alone");
          }
        });
  }

  private static void object(String source, long line, String text, Line each) throws IOException {
    JsonReader json = new JsonReader(new StringReader(text));
    json.setStrictness(Strictness.STRICT);
    try {
      each.read(line, json);
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw new TraceFormatException(
            source, line, null, "expects one JSON object a line, got more; break the line");
      }
    } catch (EOFException e) {
      throw cut(source, line, e);
    } catch (MalformedJsonException | IllegalStateException | NumberFormatException e) {
      if (firstSentence(e).startsWith("Unterminated string")) {
        throw cut(source, line, e);
      }
      throw wrapped(
          source,
          line,
          "expects a JSON object by RFC 8259 (NaN and Infinity are none of its numbers), got: "
              + firstSentence(e),
          e);
    } catch (TraceFormatException | CharacterCodingException e) {
      throw e;
    }
  }

  private static TraceFormatException cut(String source, long line, Exception cause) {
    return wrapped(
        source,
        line,
        "expects a whole JSON object, but the line ends early; if it is the last one, the file was"
            + " cut off: write it again or remove the line",
        cause);
  }

  private static String firstSentence(Exception e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse(message);
  }

  private static TraceFormatException wrapped(
      String source, long line, String problem, Exception cause) {
    TraceFormatException e = new TraceFormatException(source, line, null, problem);
    e.initCause(cause);
    return e;
  }
}
