package org.mesascope.store;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;

/** Writes traces into the tables. */
final class Rows implements AutoCloseable {

  private final String run;
  private final DuckDBAppender traces;
  private final DuckDBAppender steps;

  Rows(DuckDBConnection connection, String run) throws SQLException {
    this.run = run;
    traces = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "traces");
    steps = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "steps");
  }

  void add(Trace trace, long place, String digest) throws SQLException {
    traces.beginRow().append(run).append(trace.id()).append(place).append(digest);
    traces.append((Map<?, ?>) trace.metadata()).endRow();
    for (int i = 0; i < trace.steps().size(); i++) {
      Step step = trace.steps().get(i);
      steps.beginRow().append(run).append(trace.id()).append(i).append(step.situation());
      menu(step.menu());
      steps.append(step.choice());
      if (step.outcome() == null) {
        steps.appendNull();
      } else {
        steps.append(step.outcome());
      }
      steps.endRow();
    }
  }

  private void menu(@Nullable Menu menu) throws SQLException {
    if (menu == null) {
      steps.appendNull().appendNull().appendNull();
      return;
    }
    steps.append(menu.alternatives()).append(menu.features());
    steps.append(Arrays.stream(menu.values()).boxed().toList());
  }

  @Override
  public void close() throws SQLException {
    traces.close();
    steps.close();
  }
}
