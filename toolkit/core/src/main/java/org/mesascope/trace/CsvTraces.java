package org.mesascope.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.mesascope.report.AtomicFile;

/**
 * Reads and writes separated values by a mapping.
 *
 * @param mapping what the columns mean
 * @param separator between the cells of a line
 */
record CsvTraces(TraceMapping mapping, char separator) implements TraceReader, TraceWriter {

  @Override
  public void forEach(Path file, Consumer<? super Trace> consumer) throws IOException {
    Utf8Text.read(file, text -> read(file.toString(), text, consumer));
  }

  private void read(String source, BufferedReader text, Consumer<? super Trace> consumer)
      throws IOException {
    TraceAssembler traces = new TraceAssembler(mapping, consumer);
    try (CSVParser parser = CSVParser.builder().setReader(text).setFormat(format()).get()) {
      Iterator<CSVRecord> records = parser.iterator();
      CSVRecord header = next(source, parser, records);
      if (header == null) {
        throw new TraceFormatException(source, 0, null, "expects a header line, but is empty");
      }
      Map<String, Integer> columns = columns(source, header);
      CSVRecord record = next(source, parser, records);
      if (record == null) {
        throw new TraceFormatException(
            source, 0, null, "expects rows below its header line, got none");
      }
      while (record != null) {
        long line = parser.getCurrentLineNumber();
        CSVRecord cells = record;
        record = next(source, parser, records);
        if (cells.size() != columns.size()) {
          throw new TraceFormatException(
              source,
              line,
              null,
              "expects %d cells as in the header line, got %d; %s"
                  .formatted(
                      columns.size(),
                      cells.size(),
                      record == null && cells.size() < columns.size()
                          ? "it is the last line: was the file cut off?"
                          : "is a cell with the separator in it without quotes?"));
        }
        traces.add(new Row(source, line, name -> cell(cells, columns.get(name))));
      }
      traces.finish();
    }
  }

  private static @Nullable String cell(CSVRecord record, @Nullable Integer column) {
    return column == null ? null : record.get(column);
  }

  private static @Nullable CSVRecord next(
      String source, CSVParser parser, Iterator<CSVRecord> records) throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      if (cause instanceof CharacterCodingException) {
        throw cause;
      }
      TraceFormatException wrong =
          new TraceFormatException(
              source,
              parser.getCurrentLineNumber(),
              null,
              "expects cells with every quote closed, got \"%s\"; close or double the quote"
                  .formatted(cause == null ? e.getMessage() : cause.getMessage()));
      wrong.initCause(e);
      throw wrong;
    }
  }

  private Map<String, Integer> columns(String source, CSVRecord header)
      throws TraceFormatException {
    Map<String, Integer> columns = new HashMap<>();
    List<String> names = header.stream().map(String::strip).toList();
    for (int i = 0; i < names.size(); i++) {
      if (columns.put(names.get(i), i) != null) {
        throw new TraceFormatException(
            source, 1, names.get(i), "expects a name once, got it twice");
      }
    }
    for (String column : mapping.columns()) {
      if (!columns.containsKey(column)) {
        throw new TraceFormatException(
            source,
            1,
            column,
            "is missing; the columns are %s%s"
                .formatted(
                    names,
                    names.size() == 1
                        ? ", so is the separator really '" + separator + "'?"
                        : "; correct the mapping or the file"));
      }
    }
    return columns;
  }

  @Override
  public void write(Path file, Stream<Trace> traces) throws IOException {
    AtomicFile.write(
        file,
        out ->
            Utf8Text.write(
                out,
                file,
                text -> {
                  TraceRows rows = new TraceRows(mapping);
                  CSVPrinter printer = new CSVPrinter(text, format());
                  printer.printRecord(mapping.columns());
                  for (Iterator<Trace> all = traces.iterator(); all.hasNext(); ) {
                    for (List<@Nullable String> row : rows.of(all.next())) {
                      printer.printRecord(row);
                    }
                  }
                  printer.flush();
                }));
  }

  private CSVFormat format() {
    return CSVFormat.RFC4180
        .builder()
        .setDelimiter(separator)
        .setIgnoreEmptyLines(true)
        .setRecordSeparator('\n')
        .get();
  }
}
