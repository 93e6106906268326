package org.mesascope.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays traces out in rows by a mapping: {@link TraceAssembler} the other way round. */
final class TraceRows {

  private final TraceMapping mapping;
  private final Set<String> written = new HashSet<>();

  TraceRows(TraceMapping mapping) {
    this.mapping = mapping;
  }

  /** The rows of a trace, one cell for each of the mapping's columns. */
  List<List<@Nullable String>> of(Trace trace) {
    if (!written.add(trace.id())) {
      throw new IllegalArgumentException(
          "trace ids must be unique, but \"" + trace.id() + "\" comes twice");
    }
    if (trace.steps().size() > 1
        && mapping.step() == null
        && mapping.menu() instanceof MenuColumns.Rows) {
      throw new IllegalArgumentException(
          "trace \"%s\" has %d steps, but the mapping has no step column: name one by step(column)"
              .formatted(trace.id(), trace.steps().size()));
    }
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (int i = 0; i < trace.steps().size(); i++) {
      Step step = trace.steps().get(i);
      if (mapping.menu() instanceof MenuColumns.Rows columns) {
        Menu menu = menu(trace, i, columns.features());
        for (int a = 0; a < menu.alternatives().size(); a++) {
          Map<String, @Nullable String> cells = common(trace, i);
          String name = menu.alternatives().get(a);
          cells.put(columns.alternative(), mapping.cell(name));
          cells.put(columns.chosen(), name.equals(step.choice()) ? "1" : "0");
          for (String feature : columns.features()) {
            cells.put(feature, value(menu, a, feature));
          }
          rows.add(row(cells));
        }
      } else {
        Map<String, @Nullable String> cells = common(trace, i);
        if (mapping.menu() instanceof MenuColumns.Columns columns) {
          sideBySide(trace, i, columns, cells);
        }
        rows.add(row(cells));
      }
    }
    return rows;
  }

  private Map<String, @Nullable String> common(Trace trace, int place) {
    Step step = trace.steps().get(place);
    Map<String, @Nullable String> cells = new HashMap<>();
    for (String column : mapping.metadata()) {
      cells.put(column, trace.metadata().get(column));
    }
    put(cells, mapping.outcome(), step.outcome());
    put(cells, mapping.choice(), mapping.cell(step.choice()));
    put(cells, mapping.step(), Integer.toString(place));
    put(cells, mapping.situation(), step.situation());
    cells.put(mapping.trace(), trace.id());
    return cells;
  }

  private void sideBySide(
      Trace trace, int place, MenuColumns.Columns columns, Map<String, @Nullable String> cells) {
    Menu menu = menu(trace, place, columns.features());
    for (int a = 0; a < menu.alternatives().size(); a++) {
      String name = menu.alternatives().get(a);
      if (!columns.alternatives().contains(name)) {
        throw error(trace, place, "offers \"" + name + "\", for which the mapping has no columns");
      }
      for (String feature : columns.features()) {
        cells.put(columns.column(name, feature), value(menu, a, feature));
      }
    }
  }

  private Menu menu(Trace trace, int place, List<String> features) {
    Menu menu = trace.steps().get(place).menu();
    if (menu == null) {
      throw error(trace, place, "has no menu, but the mapping has columns for one");
    }
    if (!menu.features().containsAll(features)) {
      throw error(
          trace,
          place,
          "has the features %s, but the mapping %s".formatted(menu.features(), features));
    }
    return menu;
  }

  private static String value(Menu menu, int alternative, String feature) {
    return digits(menu.value(alternative, menu.features().indexOf(feature)));
  }

  /** Every digit of a number, and no point behind a whole one. */
  static String digits(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private List<@Nullable String> row(Map<String, @Nullable String> cells) {
    List<@Nullable String> row = new ArrayList<>();
    for (String column : mapping.columns()) {
      row.add(cells.get(column));
    }
    return row;
  }

  private static void put(
      Map<String, @Nullable String> cells, @Nullable String column, @Nullable String value) {
    if (column != null) {
      cells.put(column, value);
    }
  }

  private static IllegalArgumentException error(Trace trace, int place, String problem) {
    return new IllegalArgumentException(
        "trace \"%s\", step %d %s".formatted(trace.id(), place, problem));
  }
}
