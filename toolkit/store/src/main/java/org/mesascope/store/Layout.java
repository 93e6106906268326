package org.mesascope.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** The tables of a store and the number of their layout. */
final class Layout {

  /** Raised when a column or table is added. */
  static final int VERSION = 1;

  private static final String[] TABLES = {
    "CREATE TABLE layout (version INTEGER NOT NULL)",
    "INSERT INTO layout VALUES (" + VERSION + ")",
    "CREATE TABLE runs (run VARCHAR PRIMARY KEY, version VARCHAR NOT NULL,"
        + " added TIMESTAMP NOT NULL, metadata MAP(VARCHAR, VARCHAR) NOT NULL)",
    "CREATE TABLE traces (run VARCHAR NOT NULL, trace VARCHAR NOT NULL, place BIGINT NOT NULL,"
        + " digest VARCHAR NOT NULL, metadata MAP(VARCHAR, VARCHAR) NOT NULL)",
    "CREATE TABLE steps (run VARCHAR NOT NULL, trace VARCHAR NOT NULL, step INTEGER NOT NULL,"
        + " situation VARCHAR NOT NULL, alternatives VARCHAR[], features VARCHAR[],"
        + " feature_values DOUBLE[], choice VARCHAR NOT NULL, outcome VARCHAR)",
    "CREATE TABLE tags (run VARCHAR NOT NULL, tag VARCHAR NOT NULL, PRIMARY KEY (run, tag))",
  };

  private Layout() {}

  /** Opens a file, makes the tables if it is new, and checks that its layout is known. */
  static DuckDBConnection open(Path file, boolean readOnly) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("duckdb.read_only", Boolean.toString(readOnly));
    DuckDBConnection connection;
    try {
      connection =
          (DuckDBConnection)
              new DuckDBDriver().connect("jdbc:duckdb:" + file.toAbsolutePath(), properties);
    } catch (SQLException e) {
      throw new IOException(Refusals.of(file, readOnly, String.valueOf(e.getMessage())), e);
    }
    boolean known = false;
    try {
      check(file, connection, readOnly);
      known = true;
      return connection;
    } catch (SQLException e) {
      throw new IOException(Refusals.of(file, readOnly, String.valueOf(e.getMessage())), e);
    } finally {
      if (!known) {
        close(connection);
      }
    }
  }

  private static void close(DuckDBConnection connection) throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static void check(Path file, DuckDBConnection connection, boolean readOnly)
      throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      if (!one(statement, "SELECT count(*) FROM duckdb_tables()").equals("0")) {
        found(file, statement);
        return;
      }
      if (readOnly) {
        throw new IOException(file + " is an empty database, not a trace store");
      }
      statement.execute("BEGIN");
      for (String table : TABLES) {
        statement.execute(table);
      }
      statement.execute("COMMIT");
    }
  }

  private static void found(Path file, Statement statement) throws SQLException, IOException {
    String known = "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'layout'";
    if (one(statement, known).equals("0")) {
      throw new IOException(
          file + " is a DuckDB database with other tables, not a trace store: name a new file");
    }
    int version = Integer.parseInt(one(statement, "SELECT max(version) FROM layout"));
    if (version > VERSION) {
      throw new IOException(
          "%s has layout %d, this version of Mesascope knows up to %d: update Mesascope"
              .formatted(file, version, VERSION));
    }
  }

  private static String one(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }
}
