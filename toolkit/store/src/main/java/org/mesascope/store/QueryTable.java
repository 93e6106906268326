package org.mesascope.store;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The rows of a query as a Tablesaw table; what has no column type of its own is text. */
final class QueryTable {

  private QueryTable() {}

  static Table of(ResultSet rows) throws SQLException {
    ResultSetMetaData data = rows.getMetaData();
    List<Column<?>> columns = new ArrayList<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      String name = data.getColumnLabel(i);
      columns.add(
          switch (data.getColumnType(i)) {
            case Types.BOOLEAN -> BooleanColumn.create(name);
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
                LongColumn.create(name);
            case Types.FLOAT, Types.REAL, Types.DOUBLE, Types.DECIMAL, Types.NUMERIC ->
                DoubleColumn.create(name);
            case Types.TIMESTAMP -> DateTimeColumn.create(name);
            default ->
                data.getColumnTypeName(i).equals("HUGEINT")
                    ? DoubleColumn.create(name)
                    : StringColumn.create(name);
          });
    }
    while (rows.next()) {
      for (int i = 0; i < columns.size(); i++) {
        append(columns.get(i), rows, i + 1);
      }
    }
    return Table.create("query", columns);
  }

  private static void append(Column<?> column, ResultSet rows, int i) throws SQLException {
    Object value = rows.getObject(i);
    if (value == null) {
      column.appendMissing();
    } else if (column instanceof BooleanColumn booleans) {
      booleans.append(rows.getBoolean(i));
    } else if (column instanceof LongColumn longs) {
      longs.append(rows.getLong(i));
    } else if (column instanceof DoubleColumn doubles) {
      doubles.append(((Number) value).doubleValue());
    } else if (column instanceof DateTimeColumn times) {
      times.append(rows.getTimestamp(i).toLocalDateTime());
    } else {
      ((StringColumn) column).append(value.toString());
    }
  }
}
