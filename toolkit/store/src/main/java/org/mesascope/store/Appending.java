package org.mesascope.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.mesascope.trace.Trace;

/** One append, in a transaction that it neither begins nor ends. */
final class Appending {

  /** So many traces are looked up by name; for more, all names of the run are read at once. */
  private static final int FEW = 1000;

  private final Connection connection;
  private final StoredRun run;
  private final Map<String, String> digests = new HashMap<>();
  private final Digests digest = new Digests();
  private long place;
  private long added;
  private long doubled;

  private Appending(Connection connection, StoredRun run) {
    this.connection = connection;
    this.run = run;
  }

  static Appended of(DuckDBConnection connection, StoredRun run, Stream<Trace> traces)
      throws SQLException {
    Appending appending = new Appending(connection, run);
    try (traces) {
      Iterator<Trace> all = traces.iterator();
      boolean fresh = Runs.enter(connection, run);
      List<Trace> first = new ArrayList<>();
      while (!fresh && all.hasNext() && first.size() < FEW) {
        first.add(all.next());
      }
      if (!fresh) {
        appending.look(all.hasNext() ? null : first);
      }
      try (Rows rows = new Rows(connection, run.id())) {
        for (Trace trace : first) {
          appending.add(trace, rows);
        }
        while (all.hasNext()) {
          appending.add(all.next(), rows);
        }
      }
    }
    return new Appended(appending.added, appending.doubled);
  }

  /** What the run holds: the digests of these traces, or of all. */
  private void look(@Nullable List<Trace> these) throws SQLException {
    Sql.each(
        connection,
        row -> place = row.getLong(1),
        "SELECT coalesce(max(place) + 1, 0) FROM traces WHERE run = ?",
        run.id());
    String digestsOf = "SELECT trace, digest FROM traces WHERE run = ?";
    if (these == null) {
      Sql.each(
          connection, row -> digests.put(row.getString(1), row.getString(2)), digestsOf, run.id());
      return;
    }
    Object[] ids = these.stream().map(Trace::id).toArray();
    Sql.each(
        connection,
        row -> digests.put(row.getString(1), row.getString(2)),
        digestsOf + " AND trace IN (SELECT unnest(?))",
        run.id(),
        connection.createArrayOf("VARCHAR", ids));
  }

  private void add(Trace trace, Rows rows) throws SQLException {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the append was interrupted; nothing was added");
    }
    String content = digest.of(trace);
    String held = digests.putIfAbsent(trace.id(), content);
    if (held == null) {
      rows.add(trace, place++, content);
      added++;
    } else if (held.equals(content)) {
      doubled++;
    } else {
      throw new IllegalArgumentException(
          "run \"%s\" has another trace \"%s\": give these ids or a run of their own"
              .formatted(run.id(), trace.id()));
    }
  }
}
