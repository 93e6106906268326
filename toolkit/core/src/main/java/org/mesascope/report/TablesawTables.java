package org.mesascope.report;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Carries tables to Tablesaw and back. */
final class TablesawTables {

  private TablesawTables() {}

  static Table to(ResultTable table) {
    FlatTable flat = FlatTable.of(table);
    Table out = Table.create(table.title());
    for (int i = 0; i < flat.columns().size(); i++) {
      String name = flat.columns().get(i);
      if (flat.isNumeric(i)) {
        DoubleColumn column = DoubleColumn.create(name);
        for (List<?> row : flat.rows()) {
          if (row.get(i) instanceof Double value) {
            column.append(value);
          } else {
            column.appendMissing();
          }
        }
        out.addColumns(column);
      } else {
        StringColumn column = StringColumn.create(name);
        for (List<?> row : flat.rows()) {
          Object value = row.get(i);
          if (value == null) {
            column.appendMissing();
          } else {
            column.append(value.toString());
          }
        }
        out.addColumns(column);
      }
    }
    return out;
  }

  static ResultTable from(Table table) {
    List<List<Cell>> rows = new ArrayList<>(table.rowCount());
    for (int r = 0; r < table.rowCount(); r++) {
      List<Cell> row = new ArrayList<>(table.columnCount());
      for (Column<?> column : table.columns()) {
        row.add(cell(column, r));
      }
      rows.add(row);
    }
    return new ResultTable(
        table.name() == null ? "" : table.name(), table.columnNames(), rows, List.of());
  }

  private static Cell cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return new Cell.Missing();
    }
    if (column instanceof NumericColumn<?> numbers) {
      return Cell.of(numbers.getDouble(row));
    }
    return new Cell.Text(column.getUnformattedString(row));
  }
}
