package org.mesascope.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table for machines: an estimate's column becomes one for its value, its low and its high end.
 *
 * @param columns names
 * @param rows a String, a Double or null for each column
 */
record FlatTable(List<String> columns, List<List<@Nullable Object>> rows) {

  static FlatTable of(ResultTable table) {
    List<String> columns = new ArrayList<>();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    table.rows().forEach(row -> rows.add(new ArrayList<>()));
    for (int i = 0; i < table.columns().size(); i++) {
      String name = table.columns().get(i);
      int column = i;
      boolean measured =
          table.rows().stream().anyMatch(row -> row.get(column) instanceof Cell.Measured);
      columns.add(name);
      if (measured) {
        columns.add(name + " low");
        columns.add(name + " high");
      }
      for (int r = 0; r < rows.size(); r++) {
        add(rows.get(r), table.rows().get(r).get(i), measured);
      }
    }
    return new FlatTable(columns, rows);
  }

  private static void add(List<@Nullable Object> row, Cell cell, boolean measured) {
    Object low = null;
    Object high = null;
    if (cell instanceof Cell.Text text) {
      row.add(text.value());
    } else if (cell instanceof Cell.Numeric number) {
      row.add(number.value());
    } else if (cell instanceof Cell.Measured shown) {
      row.add(shown.estimate().value());
      if (shown.estimate().interval() != null) {
        low = shown.estimate().interval().low();
        high = shown.estimate().interval().high();
      }
    } else {
      row.add(null);
    }
    if (measured) {
      row.add(low);
      row.add(high);
    }
  }

  /** Whether every known cell of a column is a number and at least one is. */
  boolean isNumeric(int column) {
    boolean number = false;
    for (List<@Nullable Object> row : rows) {
      Object value = row.get(column);
      if (value instanceof String) {
        return false;
      }
      number |= value != null;
    }
    return number;
  }
}
