package org.mesascope.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a file looks like by its first bytes. */
enum FileKind {
  ZIP("a zip archive, such as Inspect's .eval (reader: inspect)"),
  JSON_OBJECT("JSON that begins with an object"),
  JSON_ARRAY("a JSON array"),
  GZIP("a gzip file whose name does not end in .gz; rename it"),
  ZSTANDARD("a Zstandard file; unpack it first"),
  PARQUET("a Parquet file; write it as JSON lines or CSV first"),
  SQLITE("an SQLite database; export its table as CSV first"),
  PDF("a PDF document"),
  HTML("an HTML or XML page; export the log itself, not its page"),
  UTF16("text in UTF-16; save it as UTF-8"),
  BINARY("a binary file"),
  TEXT("plain text or CSV");

  private final String words;

  FileKind(String words) {
    this.words = words;
  }

  /**
   * The kind of a file; unpacked where its name ends in {@code .gz}.
   *
   * @throws TraceFormatException if it is empty
   */
  static FileKind of(Path file) throws IOException {
    Utf8Text.present(file);
    if (Files.isDirectory(file)) {
      throw new TraceFormatException(
          file.toString(), 0, null, "expects a log file, got a folder; name one file in it");
    }
    byte[] head;
    try (InputStream in = Utf8Text.bytes(file)) {
      head = in.readNBytes(512);
    }
    if (head.length == 0) {
      throw new TraceFormatException(file.toString(), 0, null, "expects traces, but is empty");
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("PK\u0003\u0004") || text.startsWith("PK\u0005\u0006")) {
      return ZIP;
    } else if (text.startsWith("\u001f\u008b")) {
      return GZIP;
    } else if (text.startsWith("(\u00b5/\u00fd")) {
      return ZSTANDARD;
    } else if (text.startsWith("PAR1")) {
      return PARQUET;
    } else if (text.startsWith("SQLite format 3")) {
      return SQLITE;
    } else if (text.startsWith("%PDF")) {
      return PDF;
    } else if (text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff")) {
      return UTF16;
    } else if (text.indexOf('\0') >= 0) {
      return BINARY;
    }
    String words = text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text;
    words = words.stripLeading();
    return words.startsWith("{")
        ? JSON_OBJECT
        : words.startsWith("[") ? JSON_ARRAY : words.startsWith("<") ? HTML : TEXT;
  }

  /**
   * Checks that a file can be such a log.
   *
   * @throws TraceFormatException saying what it looks like instead
   */
  static FileKind expected(Path file, LogFormat format) throws IOException {
    FileKind kind = of(file);
    List<FileKind> good =
        switch (format) {
          case INSPECT -> List.of(ZIP, JSON_OBJECT);
          case OPENAI_EVALS, JSONL, MESASCOPE -> List.of(JSON_OBJECT);
          case PROMPTLAYER -> List.of(JSON_ARRAY, JSON_OBJECT, TEXT);
          case CSV -> List.of(TEXT);
        };
    if (!good.contains(kind)) {
      throw new TraceFormatException(
          file.toString(),
          0,
          null,
          "expects a log that reader: %s can read, which begins as %s; this looks like %s"
              .formatted(
                  format.label(),
                  String.join(" or ", good.stream().map(one -> one.words).toList()),
                  kind.words));
    }
    return kind;
  }
}
