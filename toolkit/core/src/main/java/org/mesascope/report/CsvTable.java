package org.mesascope.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes a table as CSV with every digit. */
final class CsvTable {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private CsvTable() {}

  static String write(ResultTable table) {
    FlatTable flat = FlatTable.of(table);
    StringBuilder out = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(out, FORMAT)) {
      printer.printRecord(flat.columns());
      for (List<@Nullable Object> row : flat.rows()) {
        List<@Nullable Object> texts = new ArrayList<>(row.size());
        for (Object value : row) {
          texts.add(value instanceof Double d && Numerals.isWhole(d) ? Numerals.whole(d) : value);
        }
        printer.printRecord(texts);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be written", e);
    }
    return out.toString();
  }
}
