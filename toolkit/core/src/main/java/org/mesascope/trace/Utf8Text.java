package org.mesascope.trace;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** Text files in UTF-8, packed by gzip or not, in which a wrong byte is an error with its line. */
final class Utf8Text {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Reads an open file. */
  @FunctionalInterface
  interface Reading {
    void read(BufferedReader text) throws IOException;
  }

  /** Writes an open file. */
  @FunctionalInterface
  interface Writing {
    void write(Writer text) throws IOException;
  }

  private Utf8Text() {}

  static void read(Path file, Reading reading) throws IOException {
    present(file);
    try (BufferedReader text = new BufferedReader(decoded(file))) {
      text.mark(1);
      int first = text.read();
      if (first < 0) {
        throw new TraceFormatException(file.toString(), 0, null, "expects traces, but is empty");
      }
      if (first != BYTE_ORDER_MARK) {
        text.reset();
      }
      reading.read(text);
    } catch (CharacterCodingException e) {
      throw invalid(file, e);
    } catch (ZipException e) {
      throw wrapped(file, "expects a gzip file, as its name says, got other bytes", e);
    }
  }

  static void present(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(
          file.toString(), null, "there is no such file below " + Path.of("").toAbsolutePath());
    }
  }

  static void write(OutputStream out, Path file, Writing writing) throws IOException {
    OutputStream packed = isGzip(file) ? new GZIPOutputStream(out) : out;
    Writer text = new OutputStreamWriter(packed, StandardCharsets.UTF_8.newEncoder());
    writing.write(text);
    text.flush();
    if (packed instanceof GZIPOutputStream gzip) {
      gzip.finish();
    }
  }

  private static Reader decoded(Path file) throws IOException {
    return new InputStreamReader(
        bytes(file),
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /** The bytes of a file, unpacked where its name ends in {@code .gz}. */
  static InputStream bytes(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file));
    try {
      return isGzip(file) ? new GZIPInputStream(raw) : raw;
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static boolean isGzip(Path file) {
    return file.toString().endsWith(".gz");
  }

  /** Reads the file again, line by line, to say where the first wrong byte stands. */
  private static TraceFormatException invalid(Path file, CharacterCodingException cause)
      throws IOException {
    long line = 1;
    try (InputStream in = bytes(file)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        bytes.write(next);
        if (next == '\n') {
          if (!isValid(bytes.toByteArray())) {
            break;
          }
          bytes.reset();
          line++;
        }
      }
    }
    TraceFormatException e =
        new TraceFormatException(
            file.toString(),
            line,
            null,
            "expects UTF-8 text, got a byte that is none; save the file as UTF-8");
    e.initCause(cause);
    return e;
  }

  private static boolean isValid(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  static TraceFormatException wrapped(Path file, String problem, IOException cause) {
    TraceFormatException e = new TraceFormatException(file.toString(), 0, null, problem);
    e.initCause(cause);
    return e;
  }
}
