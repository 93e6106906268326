package org.mesascope.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;

/** Puts the rows of a run together again. */
final class StoredTraces {

  private StoredTraces() {}

  static List<Trace> of(Connection connection, String run) throws SQLException {
    Map<String, Map<String, String>> metadata = new LinkedHashMap<>();
    Map<String, List<Step>> steps = new HashMap<>();
    Sql.each(
        connection,
        row -> metadata.put(row.getString(1), Texts.map(row, 2)),
        "SELECT trace, metadata FROM traces WHERE run = ? ORDER BY place",
        run);
    Sql.each(
        connection,
        row -> steps.computeIfAbsent(row.getString(1), id -> new ArrayList<>()).add(step(row)),
        "SELECT trace, situation, alternatives, features, feature_values, choice, outcome"
            + " FROM steps WHERE run = ? ORDER BY trace, step",
        run);
    List<Trace> traces = new ArrayList<>();
    metadata.forEach(
        (id, known) -> traces.add(new Trace(id, steps.getOrDefault(id, List.of()), known)));
    return traces;
  }

  private static Step step(ResultSet row) throws SQLException {
    List<String> alternatives = Texts.list(row, 3);
    List<String> features = Texts.list(row, 4);
    Menu menu =
        alternatives == null || features == null
            ? null
            : new Menu(alternatives, features, Texts.numbers(row, 5));
    return new Step(row.getString(2), menu, row.getString(6), row.getString(7));
  }
}
