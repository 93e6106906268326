package org.mesascope.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
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
 * it, a killed process included. One process writes; many may read while none writes, or read a
 * {@link #snapshot}. Within the process any thread may call, reading while another appends.
 * Failures of the file are {@link IOException}s that name it.
 */
public final class TraceStore implements AutoCloseable {

  /** The files that stores of this process write. DuckDB locks them for other processes alone. */
  private static final Set<Path> WRITTEN = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final DuckDBConnection connection;
  private final @Nullable Path written;
  private final AtomicBoolean closed = new AtomicBoolean();

  private TraceStore(Path file, DuckDBConnection connection, @Nullable Path written) {
    this.file = file;
    this.connection = connection;
    this.written = written;
  }

  /**
   * Opens a store to read and write, and makes it if the file is not there.
   *
   * @throws IOException if it is open already, here or in another process, is no store or a damaged
   *     one, or a newer version made it
   */
  public static TraceStore open(Path file) throws IOException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(file + " expects a folder that is there, found none at " + folder);
    }
    if (!Files.exists(file) && !Files.isWritable(folder)) {
      throw new IOException(
          folder + " cannot be written: make " + file.getFileName() + " where you may write");
    }
    Path written =
        Files.exists(file) ? file.toRealPath() : folder.toRealPath().resolve(file.getFileName());
    if (!WRITTEN.add(written)) {
      throw new IOException(
          file
              + " is open for writing in this process: use that store, from any thread, or close"
              + " it");
    }
    boolean open = false;
    try {
      TraceStore store = new TraceStore(file, Layout.open(file, false), written);
      open = true;
      return store;
    } finally {
      if (!open) {
        WRITTEN.remove(written);
      }
    }
  }

  /**
   * Opens a store to read alone, beside readers in other processes.
   *
   * @throws IOException if it is open for writing, is not there, is no store or a damaged one, or a
   *     newer version made it
   */
  public static TraceStore read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(file + " is not there: expected a trace store that was written before");
    }
    return new TraceStore(file, Layout.open(file, true), null);
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
            Appended appended = Appending.of(own, run, traces);
            own.commit();
            return appended;
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

  /**
   * Puts traces in the place of those of their ids, all of them or none: for what is worked out
   * from a record, such as the choice that a mended parser finds, not for the record itself.
   *
   * @throws IllegalArgumentException if the run has no trace of an id, or one is given twice
   */
  public void replace(String run, List<Trace> traces) throws IOException {
    synchronized (this) {
      work(
          own -> {
            own.setAutoCommit(false);
            int replaced = Replacing.of(own, run, traces);
            own.commit();
            return replaced;
          });
    }
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
    List<Trace> traces = new ArrayList<>();
    forEach(run, traces::add);
    return TraceLog.of(traces);
  }

  /**
   * Gives a consumer each trace of a run, as {@link #traces} would, holding one at a time.
   *
   * @throws IllegalArgumentException if there is no such run
   */
  public void forEach(String run, Consumer<? super Trace> consumer) throws IOException {
    work(
        own -> {
          Runs.check(own, run);
          StoredTraces.each(own, run, consumer);
          return run;
        });
  }

  /**
   * The answer to a query over {@code runs}, {@code traces}, {@code steps} and {@code tags}.
   *
   * <p>A number that is NaN, such as the mean of a score "NaN", is a missing value in the table.
   *
   * @param sql one SELECT, or DESCRIBE, SUMMARIZE and what else DuckDB takes for one, with {@code
   *     ?} for values; a PIVOT names its values by IN
   * @throws IOException if it is another statement, several of them, or none that DuckDB knows;
   *     nothing of it has been run then
   */
  public Table query(String sql, Object... values) throws IOException {
    return work(
        own -> {
          OneSelect.check(file, own, sql);
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

  /**
   * Writes a copy as it is now, for other processes to read while this one goes on writing.
   *
   * @param copy replaced as a whole if it is there
   */
  public void snapshot(Path copy) throws IOException {
    if (Files.exists(copy) && Files.isSameFile(copy, file)) {
      throw new IOException(copy + " is the store itself: name another file for its copy");
    }
    Path target = copy.toAbsolutePath();
    Path folder = Files.createTempDirectory(target.getParent(), ".snapshot");
    Path part = folder.resolve("store");
    try {
      work(own -> Snapshot.write(own, part));
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
      Files.deleteIfExists(folder);
    }
  }

  /** Closes the file, once; appends have been kept before. */
  @Override
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    } finally {
      if (written != null) {
        WRITTEN.remove(written);
      }
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
      throw new IOException(Refusals.of(file, written == null, String.valueOf(e.getMessage())), e);
    }
  }
}
