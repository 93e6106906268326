package org.mesascope.trace;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a file, or field of a JSON object, means what.
 *
 * <pre>{@code
 * TraceMapping.perAlternative("individual", "mode", "choice", "ttme", "gc")
 *     .renaming(Map.of("1", "air", "2", "train", "3", "bus", "4", "car"))
 *     .metadata("hinc");
 * }</pre>
 *
 * @param trace column of the trace's id; a trace's rows stand together
 * @param step column of a number that orders the steps of a trace, or null where the rows do, or
 *     where each trace is one choice
 * @param situation column of the situation, or null to take the step's cell, or the trace's id
 *     where there is no step
 * @param choice column of the choice, or null where the menu's rows flag it
 * @param outcome column of the outcome, or null where there is none; an empty cell is no outcome
 * @param menu where the alternatives are
 * @param metadata columns that hold one value for all rows of a trace
 * @param names names for cells of the alternative and choice columns; others stay as they are
 */
public record TraceMapping(
    String trace,
    @Nullable String step,
    @Nullable String situation,
    @Nullable String choice,
    @Nullable String outcome,
    MenuColumns menu,
    List<String> metadata,
    Map<String, String> names) {

  /** Fails where the choice is named twice or nowhere, or two names share a cell. */
  public TraceMapping {
    metadata = List.copyOf(metadata);
    names = Map.copyOf(names);
    if ((choice == null) != (menu instanceof MenuColumns.Rows)) {
      throw new IllegalArgumentException(
          "a mapping expects the choice in a column of its own or flagged in the menu's rows, got "
              + (choice == null ? "neither" : "both"));
    }
    if (names.values().stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("names for alternatives must differ, got " + names);
    }
  }

  /** A row is a step and names the choice; nothing is known of a menu. */
  public static TraceMapping perStep(String trace, String situation, String choice) {
    return new TraceMapping(
        trace, null, situation, choice, null, new MenuColumns.None(), List.of(), Map.of());
  }

  /** A row is an alternative; the rows of a trace, or of a step of it, are one menu. */
  public static TraceMapping perAlternative(
      String trace, String alternative, String chosen, String... features) {
    MenuColumns menu = new MenuColumns.Rows(alternative, chosen, List.of(features));
    return new TraceMapping(trace, null, null, null, null, menu, List.of(), Map.of());
  }

  /** A row is a step and holds the whole menu; see {@link MenuColumns.Columns}. */
  public static TraceMapping perMenu(
      String trace,
      String choice,
      List<String> alternatives,
      List<String> features,
      String pattern) {
    MenuColumns menu = new MenuColumns.Columns(alternatives, features, pattern);
    return new TraceMapping(trace, null, null, choice, null, menu, List.of(), Map.of());
  }

  public TraceMapping step(String column) {
    return new TraceMapping(trace, column, situation, choice, outcome, menu, metadata, names);
  }

  public TraceMapping situation(String column) {
    return new TraceMapping(trace, step, column, choice, outcome, menu, metadata, names);
  }

  public TraceMapping outcome(String column) {
    return new TraceMapping(trace, step, situation, choice, column, menu, metadata, names);
  }

  public TraceMapping metadata(String... columns) {
    return new TraceMapping(trace, step, situation, choice, outcome, menu, List.of(columns), names);
  }

  public TraceMapping renaming(Map<String, String> names) {
    return new TraceMapping(trace, step, situation, choice, outcome, menu, metadata, names);
  }

  /** Every column named, each once, in the order in which a writer lays them out. */
  public List<String> columns() {
    List<@Nullable String> all = new ArrayList<>();
    all.add(trace);
    all.add(step);
    all.add(situation);
    all.addAll(menu.columns());
    all.add(choice);
    all.add(outcome);
    all.addAll(metadata);
    List<String> named = new ArrayList<>();
    for (String column : new LinkedHashSet<>(all)) {
      if (column != null) {
        named.add(column);
      }
    }
    return named;
  }

  /** The name for a cell of the alternative or choice column. */
  String name(String cell) {
    return names.getOrDefault(cell, cell);
  }

  /** The cell for a name: {@link #name} the other way round. */
  String cell(String name) {
    for (Map.Entry<String, String> entry : names.entrySet()) {
      if (entry.getValue().equals(name)) {
        return entry.getKey();
      }
    }
    return name;
  }
}
