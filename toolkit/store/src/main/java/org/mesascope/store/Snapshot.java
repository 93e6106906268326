package org.mesascope.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Copies the tables of a store, as they are at one moment, into a new file. */
final class Snapshot {

  private Snapshot() {}

  static Path write(Connection connection, Path file) throws SQLException {
    Sql.update(connection, "ATTACH '" + file.toString().replace("'", "''") + "' AS snapshot");
    try {
      Sql.update(connection, "COPY FROM DATABASE " + name(connection) + " TO snapshot");
    } finally {
      Sql.update(connection, "DETACH snapshot");
    }
    return file;
  }

  private static String name(Connection connection) throws SQLException {
    return '"' + connection.getCatalog().replace("\"", "\"\"") + '"';
  }
}
