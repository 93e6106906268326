package org.mesascope.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes traces of rows that come one after the other. */
final class TraceAssembler {

  private final TraceMapping mapping;
  private final Consumer<? super Trace> out;
  private final Set<String> finished = new HashSet<>();
  private final TreeMap<Double, StepRows> steps = new TreeMap<>();
  private final Map<String, String> metadata = new HashMap<>();
  private @Nullable String trace;

  TraceAssembler(TraceMapping mapping, Consumer<? super Trace> out) {
    this.mapping = mapping;
    this.out = out;
  }

  void add(Row row) throws TraceFormatException {
    String id = row.text(mapping.trace());
    if (!id.equals(trace)) {
      finish();
      if (finished.contains(id)) {
        throw row.error(
            mapping.trace(),
            "trace \"%s\" ended earlier and comes again; sort the rows by \"%s\" or give it an id"
                    .formatted(id, mapping.trace())
                + " of its own");
      }
      trace = id;
    }
    for (String column : mapping.metadata()) {
      String value = row.optional(column);
      String before = value == null ? null : metadata.putIfAbsent(column, value);
      if (before != null && !before.equals(value)) {
        throw row.error(
            column,
            "expects one value for all rows of trace \"%s\", got \"%s\" after \"%s\""
                .formatted(id, value, before));
      }
    }
    step(row, id).add(row, mapping);
  }

  /** Gives the last trace away. */
  void finish() throws TraceFormatException {
    if (trace == null) {
      return;
    }
    List<Step> made = new ArrayList<>(steps.size());
    for (StepRows rows : steps.values()) {
      made.add(rows.step(mapping));
    }
    finished.add(trace);
    out.accept(new Trace(trace, made, metadata));
    trace = null;
    steps.clear();
    metadata.clear();
  }

  private StepRows step(Row row, String id) throws TraceFormatException {
    boolean severalRows = mapping.menu() instanceof MenuColumns.Rows;
    String column = mapping.step();
    double place = column != null ? row.number(column) : severalRows ? 0 : (double) steps.size();
    StepRows known = steps.get(place);
    if (known != null && severalRows) {
      return known;
    }
    if (known != null) {
      throw row.error(
          column,
          "expects each step of trace \"%s\" once, got \"%s\" on line %d before"
              .formatted(id, row.cells().apply(String.valueOf(column)), known.line()));
    }
    String situation =
        mapping.situation() != null
            ? row.text(mapping.situation())
            : column != null ? row.text(column) : id;
    StepRows rows = new StepRows(row, situation);
    steps.put(place, rows);
    return rows;
  }
}
