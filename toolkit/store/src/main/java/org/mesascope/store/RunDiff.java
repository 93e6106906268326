package org.mesascope.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.mesascope.report.ResultTable;

/** Compares what two runs chose in the same situations. */
final class RunDiff {

  private static final String COUNTS =
      "SELECT situation, choice, count(*) FILTER (run = ?1) AS n, count(*) FILTER (run = ?2) AS m"
          + " FROM steps WHERE run IN (?1, ?2) GROUP BY situation, choice";

  private static final String SHARED =
      "SELECT count(*) FROM (SELECT situation FROM steps WHERE run IN (?1, ?2)"
          + " GROUP BY situation HAVING count(DISTINCT run) = 2)";

  private RunDiff() {}

  static ResultTable of(Connection connection, String before, String after) throws SQLException {
    Runs.check(connection, before);
    Runs.check(connection, after);
    long[] shared = new long[1];
    Sql.each(connection, row -> shared[0] = row.getLong(1), SHARED, before, after);
    if (shared[0] == 0) {
      throw new IllegalArgumentException(
          "runs \"%s\" and \"%s\" have no situation in common: nothing can be compared"
              .formatted(before, after));
    }
    List<Object[]> rows = new ArrayList<>();
    Sql.each(
        connection,
        row ->
            rows.add(
                new Object[] {row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)}),
        "SELECT * FROM (" + COUNTS + ") WHERE n <> m ORDER BY abs(n - m) DESC, situation, choice",
        before,
        after);
    ResultTable table =
        ResultTable.titled("From " + before + " to " + after)
            .columns("situation", "choice", before, after);
    for (Object[] row : rows) {
      table = table.row(row);
    }
    return table.withNote(
        "%d situations are in both runs; %d counts differ.".formatted(shared[0], rows.size()));
  }
}
