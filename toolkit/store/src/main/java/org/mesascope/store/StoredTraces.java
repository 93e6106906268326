package org.mesascope.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;

/** Puts the rows of a run together again, a trace at a time. */
final class StoredTraces {

  private static final String ROWS =
      "SELECT trace, map_keys(traces.metadata), map_values(traces.metadata), step, situation,"
          + " alternatives, features, feature_values, choice, outcome"
          + " FROM traces LEFT JOIN steps USING (run, trace) WHERE run = ? ORDER BY place, step";

  private final Consumer<? super Trace> consumer;
  private final Map<List<String>, List<String>> lists = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private @Nullable String id;
  private Map<String, String> metadata = Map.of();

  private StoredTraces(Consumer<? super Trace> consumer) {
    this.consumer = consumer;
  }

  static void each(Connection connection, String run, Consumer<? super Trace> consumer)
      throws SQLException {
    StoredTraces reading = new StoredTraces(consumer);
    Sql.each(connection, reading::take, ROWS, run);
    reading.hand();
  }

  private void take(ResultSet row) throws SQLException {
    String next = row.getString(1);
    if (!next.equals(id)) {
      hand();
      id = next;
      metadata = Texts.map(list(row, 2), list(row, 3));
    }
    row.getInt(4);
    if (!row.wasNull()) {
      steps.add(step(row));
    }
  }

  private void hand() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the reading of a run was interrupted");
    }
    if (id != null) {
      consumer.accept(new Trace(id, steps, metadata));
      steps.clear();
    }
  }

  private Step step(ResultSet row) throws SQLException {
    List<String> alternatives = list(row, 6);
    List<String> features = list(row, 7);
    Menu menu =
        alternatives == null || features == null
            ? null
            : new Menu(alternatives, features, Texts.numbers(row, 8));
    return new Step(row.getString(5), menu, row.getString(9), row.getString(10));
  }

  /** Equal lists are one: the menus of a run mostly name the same things. */
  private @Nullable List<String> list(ResultSet row, int column) throws SQLException {
    List<String> list = Texts.list(row, column);
    return list == null ? null : lists.computeIfAbsent(list, List::copyOf);
  }
}
