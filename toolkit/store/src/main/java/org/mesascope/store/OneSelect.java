package org.mesascope.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Lets through a text that is one SELECT alone, by DuckDB's own parser, which runs nothing of it.
 *
 * <p>A read-only transaction is not enough: of several statements in one text all but the last run
 * as soon as the text is prepared, so that a {@code COMMIT} before a {@code DELETE} ends it, and
 * {@code COPY}, {@code ATTACH} or {@code SET} change no table of the store.
 */
final class OneSelect {

  private static final String PARSE =
      "SELECT parsed ->> 'error_message', json_array_length(parsed, '$.statements')"
          + " FROM (SELECT json_serialize_sql(?::VARCHAR) AS parsed)";

  private OneSelect() {}

  static void check(Path file, Connection connection, String sql) throws SQLException, IOException {
    String[] refusal = new String[1];
    Sql.each(connection, row -> refusal[0] = refusal(row.getString(1), row.getLong(2)), PARSE, sql);
    if (refusal[0] != null) {
      throw new IOException(
          "a query of %s expects one SELECT, got %s: %s".formatted(file, refusal[0], sql.strip()));
    }
  }

  private static @Nullable String refusal(@Nullable String error, long statements) {
    if (error != null) {
      return error.startsWith("Only SELECT")
          ? "a statement of another kind (a PIVOT is a SELECT once its values are named by IN)"
          : error;
    }
    return statements == 1 ? null : statements + " statements";
  }
}
