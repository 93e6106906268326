package org.mesascope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** The table of runs. */
final class Runs {

  private Runs() {}

  /** Makes a run if it is new, and says whether it was. */
  static boolean enter(DuckDBConnection connection, StoredRun run) throws SQLException {
    List<StoredRun> there = all(connection, " WHERE run = ?", run.id());
    if (there.isEmpty()) {
      insert(connection, run);
      return true;
    }
    if (!there.get(0).equals(run)) {
      throw new IllegalArgumentException(
          "the store has %s, got %s: give this run an id of its own".formatted(there.get(0), run));
    }
    return false;
  }

  /** The runs that a join or condition leaves. */
  static List<StoredRun> all(Connection connection, String condition, Object... values)
      throws SQLException {
    List<StoredRun> runs = new ArrayList<>();
    Sql.each(
        connection,
        row -> runs.add(new StoredRun(row.getString(1), row.getString(2), Texts.map(row, 3))),
        "SELECT runs.run, version, metadata FROM runs" + condition + " ORDER BY added, runs.run",
        values);
    return runs;
  }

  static void check(Connection connection, String run) throws SQLException {
    List<String> ids = all(connection, "").stream().map(StoredRun::id).toList();
    if (!ids.contains(run)) {
      throw new IllegalArgumentException("the store has no run \"" + run + "\": it has " + ids);
    }
  }

  private static void insert(DuckDBConnection connection, StoredRun run) throws SQLException {
    Texts.encodable(run.id() + '\n' + run.version());
    run.metadata().forEach((key, value) -> Texts.encodable(key + '\n' + value));
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO runs VALUES (?, ?, ?, ?)")) {
      statement.setString(1, run.id());
      statement.setString(2, run.version());
      statement.setObject(3, LocalDateTime.now(ZoneOffset.UTC));
      statement.setObject(4, connection.createMap("MAP(VARCHAR, VARCHAR)", run.metadata()));
      statement.execute();
    }
  }
}
