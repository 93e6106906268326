package org.mesascope.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Separated values with a header line as rows.
 *
 * @param separator between the cells of a line
 */
record CsvRecords(char separator) implements RowSource {

  @Override
  public void read(Path file, Set<String> wanted, Rows out) throws IOException {
    Utf8Text.read(file, text -> read(file.toString(), text, out));
  }

  private void read(String source, BufferedReader text, Rows out) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setDelimiter(separator).setIgnoreEmptyLines(true).get();
    try (CSVParser parser = CSVParser.builder().setReader(text).setFormat(format).get()) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        throw new TraceFormatException(source, 0, null, "expects a header line, but is empty");
      }
      List<String> names = records.next().stream().map(String::strip).toList();
      if (names.stream().distinct().count() < names.size()) {
        throw new TraceFormatException(
            source, 1, null, "expects each column's name once, got " + names);
      }
      while (more(parser, records, out)) {
        CSVRecord record = records.next();
        long line = parser.getCurrentLineNumber();
        if (record.size() == names.size()) {
          out.row(new LogRow("line " + line, line, cells(names, record)));
        } else {
          out.unreadable(
              "line " + line,
              "not as many cells as the header has",
              "%d cells for %d columns".formatted(record.size(), names.size()));
        }
      }
    }
  }

  private static Map<String, @Nullable Object> cells(List<String> names, CSVRecord record) {
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      cells.put(names.get(i), record.get(i));
    }
    return cells;
  }

  /** Whether a row comes; a quote that never closes takes the rest of the file with it. */
  private static boolean more(CSVParser parser, Iterator<CSVRecord> records, Rows out)
      throws IOException {
    long line = parser.getCurrentLineNumber() + 1;
    try {
      return records.hasNext();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException wrongByte) {
        throw wrongByte;
      }
      out.unreadable(
          "line " + line,
          "a quote that is not closed",
          String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
      out.note("nothing from line %d on could be read: was the file cut off?".formatted(line));
      return false;
    }
  }
}
