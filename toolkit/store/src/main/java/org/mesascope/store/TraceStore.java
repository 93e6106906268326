package org.mesascope.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.mesascope.report.ResultTable;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceFormatException;
import org.mesascope.trace.TraceLog;
import org.mesascope.trace.TraceMapping;
import org.mesascope.trace.TraceTables;
import tech.tablesaw.api.Table;

/**
 * One file of runs.
 *
 * <p>An append is whole or not at all: once it has returned, nothing short of a broken disk loses
 * it, a killed process included. One process writes; many may read while none writes. Within the
 * process any thread may call, reading while another appends. Failures of the file are {@link
 * IOException}s that name it.
 */
public final class TraceStore implements AutoCloseable {

  private final Path file;
  private final DuckDBConnection connection;

  private TraceStore(Path file, DuckDBConnection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens a store to read and write, and makes it if the file is not there.
   *
   * @throws IOException if another process has it open, it is no store, or a newer version made it
   */
  public static TraceStore open(Path file) throws IOException {
    return new TraceStore(file, Layout.open(file, false));
  }

  /** Opens a store to read alone, beside readers in other processes. */
  public static TraceStore read(Path file) throws IOException {
    return new TraceStore(file, Layout.open(file, true));
  }

  /**
   * Adds traces to a run, which is made if it is new. A trace that stands in the run already, equal
   * to the bit, is left out, so that an import may be repeated.
   *
   * @param traces consumed and closed; held in memory are one at a time and the names of all
   * @throws IllegalArgumentException if a trace differs from one of the same id, or the run was
   *     made with another version or metadata; nothing is added then
   */
  public Appended append(StoredRun run, Stream<Trace> traces) throws IOException {
    synchronized (this) {
      return work(
          own -> {
            own.setAutoCommit(false);
            Map<String, String> digests = Runs.enter(own, run);
            Digests digest = new Digests();
            long added = 0;
            long doubled = 0;
            try (traces;
                Rows rows = new Rows(own, run.id())) {
              for (Iterator<Trace> all = traces.iterator(); all.hasNext(); ) {
                if (Thread.currentThread().isInterrupted()) {
                  throw new CancellationException("the append was interrupted; nothing was added");
                }
                Trace trace = all.next();
                String content = digest.of(trace);
                String held = digests.putIfAbsent(trace.id(), content);
                if (held == null) {
                  rows.add(trace, digests.size() - 1L, content);
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
            own.commit();
            return new Appended(added, doubled);
          });
    }
  }

  /** Adds the traces of a log to a run. */
  public Appended append(StoredRun run, TraceLog log) throws IOException {
    return append(run, log.traces().stream());
  }

  /** Adds the traces in a table to a run. */
  public Appended append(StoredRun run, Table table, TraceMapping mapping)
      throws IOException, TraceFormatException {
    return append(run, TraceTables.read(table, mapping));
  }

  /** The runs in the order in which they were added. */
  public List<StoredRun> runs() throws IOException {
    return work(own -> Runs.all(own, ""));
  }

  /** The runs with a tag. */
  public List<StoredRun> tagged(String tag) throws IOException {
    return work(own -> Runs.all(own, " JOIN tags USING (run) WHERE tag = ?", tag));
  }

  /**
   * Gives a run a tag, which it may have already.
   *
   * @throws IllegalArgumentException if there is no such run
   */
  public void tag(String run, String tag) throws IOException {
    if (tag.isBlank()) {
      throw new IllegalArgumentException("a tag expects a text, got none");
    }
    synchronized (this) {
      work(
          own -> {
            Runs.check(own, run);
            return Sql.update(own, "INSERT OR IGNORE INTO tags VALUES (?, ?)", run, tag);
          });
    }
  }

  /** Takes a tag from a run, if it has it. */
  public void untag(String run, String tag) throws IOException {
    synchronized (this) {
      work(own -> Sql.update(own, "DELETE FROM tags WHERE run = ? AND tag = ?", run, tag));
    }
  }

  /**
   * The traces of a run, as they were added, to the bit.
   *
   * @throws IllegalArgumentException if there is no such run
   */
  public TraceLog traces(String run) throws IOException {
    return work(
        own -> {
          Runs.check(own, run);
          return TraceLog.of(StoredTraces.of(own, run));
        });
  }

  /**
   * The answer to a query over {@code runs}, {@code traces}, {@code steps} and {@code tags}.
   *
   * @param sql one statement that changes nothing, in DuckDB's dialect, with {@code ?} for values
   * @throws IOException with DuckDB's words if it is no such statement
   */
  public Table query(String sql, Object... values) throws IOException {
    return work(
        own -> {
          Sql.update(own, "BEGIN TRANSACTION READ ONLY");
          return Sql.table(own, sql, values);
        });
  }

  /**
   * Where two runs differ: one row a situation and choice whose counts are not the same, those that
   * moved most first.
   *
   * @throws IllegalArgumentException if a run is not there, or they have no situation in common
   */
  public ResultTable diff(String before, String after) throws IOException {
    return work(own -> RunDiff.of(own, before, after));
  }

  /** Closes the file; appends have been kept before. */
  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private interface Work<T> {
    T on(DuckDBConnection own) throws SQLException, IOException;
  }

  /** Each call has a connection of its own: what it began and did not commit is undone. */
  private <T> T work(Work<T> work) throws IOException {
    try (DuckDBConnection own = connection.duplicate()) {
      return work.on(own);
    } catch (SQLException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
