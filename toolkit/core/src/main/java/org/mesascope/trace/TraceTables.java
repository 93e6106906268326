package org.mesascope.trace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Carries traces to Tablesaw and back, by a mapping. */
public final class TraceTables {

  private TraceTables() {}

  /**
   * The traces in a table. Errors count rows from 1.
   *
   * @throws TraceFormatException as {@link TraceReader} does
   */
  public static TraceLog read(Table table, TraceMapping mapping) throws TraceFormatException {
    String source = "table \"" + table.name() + "\"";
    for (String column : mapping.columns()) {
      if (!table.containsColumn(column)) {
        throw new TraceFormatException(
            source, 0, column, "is missing; the columns are " + table.columnNames());
      }
    }
    List<Trace> traces = new ArrayList<>();
    TraceAssembler assembler = new TraceAssembler(mapping, traces::add);
    for (int r = 0; r < table.rowCount(); r++) {
      int row = r;
      assembler.add(new Row(source, r + 1L, column -> cell(table, row, column)));
    }
    assembler.finish();
    return TraceLog.of(traces);
  }

  /** The traces as a table of texts with the mapping's columns, and numbers for features. */
  public static Table write(TraceLog log, TraceMapping mapping) {
    List<StringColumn> columns =
        mapping.columns().stream().map(name -> StringColumn.create(name)).toList();
    TraceRows rows = new TraceRows(mapping);
    for (Trace trace : log.traces()) {
      for (List<@Nullable String> row : rows.of(trace)) {
        for (int i = 0; i < row.size(); i++) {
          String cell = row.get(i);
          columns.get(i).append(cell == null ? "" : cell);
        }
      }
    }
    List<String> numbers = new ArrayList<>(mapping.menu().columns());
    if (mapping.menu() instanceof MenuColumns.Rows menu) {
      numbers.remove(menu.alternative());
    }
    Table table = Table.create("traces");
    for (StringColumn column : columns) {
      boolean number = numbers.contains(column.name());
      table.addColumns(number ? column.parseDouble().setName(column.name()) : column);
    }
    return table;
  }

  private static @Nullable String cell(Table table, int row, String column) {
    Column<?> cells = table.column(column);
    if (cells.isMissing(row)) {
      return null;
    }
    if (cells instanceof DoubleColumn numbers) {
      return TraceRows.digits(numbers.getDouble(row));
    }
    return cells.getUnformattedString(row);
  }
}
