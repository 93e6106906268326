package org.mesascope.store;

import java.sql.Array;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.duckdb.DuckDBConnection;
import org.mesascope.trace.Trace;

/** Puts traces in the place of others, in a transaction that it neither begins nor ends. */
final class Replacing {

  private static final String THESE = " WHERE run = ? AND trace IN (SELECT unnest(?))";

  private Replacing() {}

  static int of(DuckDBConnection connection, String run, List<Trace> traces) throws SQLException {
    Runs.check(connection, run);
    Array ids =
        connection.createArrayOf("VARCHAR", traces.stream().map(Trace::id).distinct().toArray());
    Map<String, Long> places = new HashMap<>();
    Sql.each(
        connection,
        row -> places.put(row.getString(1), row.getLong(2)),
        "SELECT trace, place FROM traces" + THESE,
        run,
        ids);
    Sql.update(connection, "DELETE FROM steps" + THESE, run, ids);
    Sql.update(connection, "DELETE FROM traces" + THESE, run, ids);
    Digests digest = new Digests();
    try (Rows rows = new Rows(connection, run)) {
      for (Trace trace : traces) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("the replacing was interrupted; nothing was replaced");
        }
        Long place = places.remove(trace.id());
        if (place == null) {
          throw new IllegalArgumentException(
              "run \"%s\" has no trace \"%s\" to replace, or it was given twice"
                  .formatted(run, trace.id()));
        }
        rows.add(trace, place, digest.of(trace));
      }
    }
    return traces.size();
  }
}
