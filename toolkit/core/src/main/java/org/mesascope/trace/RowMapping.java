package org.mesascope.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes steps and traces of rows, as a mapping says. */
final class RowMapping {

  private final LogMapping mapping;
  private final Map<String, FieldPath> paths = new HashMap<>();
  private final Map<String, FieldPath> metadata = new LinkedHashMap<>();
  private final boolean assistant;

  RowMapping(LogMapping mapping) {
    this.mapping = mapping;
    assistant = mapping.format() != LogFormat.CSV && mapping.format() != LogFormat.JSONL;
    mapping.metadata().forEach((name, path) -> metadata.put(name, path(path)));
    kept(LogMapping.UNIT, mapping.unit());
    kept(LogMapping.VERSION, mapping.version());
    kept(LogMapping.SHIFT, mapping.shift());
    LogQuestions.Watching watching = mapping.questions().watching();
    kept(LogMapping.WATCHED, watching == null ? null : watching.path());
  }

  /** Whether several rows may make one trace. */
  boolean severalRows() {
    return !assistant;
  }

  /** Whether a row is one alternative of a menu. */
  boolean stacked() {
    return mapping.menu() instanceof LogMapping.MenuRule.InColumns in
        && in.columns() instanceof MenuColumns.Rows;
  }

  String id(LogRow row) throws UnreadableRowException {
    return row.required(path(mapping.trace()));
  }

  /** The fields of a row that the mapping looks into. */
  Set<String> wanted() {
    Set<String> all = new LinkedHashSet<>();
    List<@Nullable String> named = new ArrayList<>(mapping.metadata().values());
    named.add(mapping.trace());
    named.add(mapping.unit());
    named.add(mapping.step());
    named.add(mapping.situation());
    named.add(mapping.version());
    named.add(mapping.shift());
    LogQuestions.Watching watching = mapping.questions().watching();
    named.add(watching == null ? null : watching.path());
    named.add(mapping.choice().path().isEmpty() ? null : mapping.choice().path());
    named.add(mapping.outcome());
    if (mapping.menu() instanceof LogMapping.MenuRule.Listed listed) {
      named.add(listed.path());
    } else if (mapping.menu() instanceof LogMapping.MenuRule.InColumns in) {
      named.addAll(in.columns().columns());
    }
    for (String path : named) {
      if (path != null) {
        all.add(path);
        all.add(path(path).root());
      }
    }
    return all;
  }

  /** The trace that rows make. */
  Trace trace(String id, List<LogRow> rows) throws UnreadableRowException {
    List<Step> steps =
        mapping.menu() instanceof LogMapping.MenuRule.InColumns in
                && in.columns() instanceof MenuColumns.Rows menu
            ? stacked(rows, menu)
            : single(id, rows);
    Map<String, String> about = new TreeMap<>();
    for (LogRow row : rows) {
      for (Map.Entry<String, FieldPath> entry : metadata.entrySet()) {
        String value = row.text(entry.getValue());
        String before = value == null ? null : about.putIfAbsent(entry.getKey(), value);
        if (before != null && !before.equals(value)) {
          throw new UnreadableRowException(
              "two values of \"%s\" in one trace".formatted(entry.getKey()),
              "\"%s\" after \"%s\" in trace \"%s\"".formatted(value, before, id));
        }
      }
    }
    return new Trace(id, steps, about);
  }

  /** One step a row. */
  private List<Step> single(String id, List<LogRow> rows) throws UnreadableRowException {
    TreeMap<Double, Step> steps = new TreeMap<>();
    for (LogRow row : rows) {
      double place = steps.size();
      if (mapping.step() != null) {
        place = number(row, mapping.step(), row.required(path(mapping.step())));
      }
      if (steps.put(place, step(id, row)) != null) {
        throw new UnreadableRowException(
            "a step that came before", "step %s of trace \"%s\"".formatted(place, id));
      }
    }
    return List.copyOf(steps.values());
  }

  private Step step(String id, LogRow row) throws UnreadableRowException {
    String situation = mapping.situation() == null ? id : row.required(path(mapping.situation()));
    String outcome = mapping.outcome() == null ? null : row.text(path(mapping.outcome()));
    if (assistant && row.fields().get("error") != null) {
      return new Step(situation, null, LogReader.FAILED, outcome);
    }
    Menu menu = menu(row);
    String choice = choice(row, menu);
    return choice == null
        ? new Step(situation, null, LogReader.UNPARSED, outcome)
        : new Step(situation, one(menu, choice) ? menu : null, choice, outcome);
  }

  private static boolean one(@Nullable Menu menu, String choice) {
    return menu != null && menu.alternatives().contains(choice);
  }

  /** The choice, or null where the answer holds none. */
  private @Nullable String choice(LogRow row, @Nullable Menu menu) throws UnreadableRowException {
    LogMapping.ChoiceRule rule = mapping.choice();
    FieldPath path = path(rule.path());
    String said = row.text(path);
    if (said == null) {
      if (!assistant && rule.pattern() == null) {
        return row.required(path);
      }
      return null;
    }
    String found = rule.pattern() == null ? said : last(rule.pattern(), said);
    if (found == null) {
      return null;
    }
    found = rule.names().getOrDefault(found, found);
    if (menu == null || menu.alternatives().contains(found)) {
      return found;
    }
    if (rule.letters()) {
      String named = lettered(found, menu.alternatives());
      if (named != null) {
        return named;
      }
    }
    if (assistant || rule.pattern() != null) {
      return null;
    }
    throw new UnreadableRowException(
        "a choice that is not in its menu",
        "\"%s\"; the menu has %s".formatted(found, LogRow.listed(menu.alternatives())));
  }

  /** The alternative of a letter, or of several: "A, C"; null where the text is no such list. */
  private static @Nullable String lettered(String text, List<String> alternatives) {
    List<String> named = new ArrayList<>();
    for (String letter : text.split(",", -1)) {
      int place = letter.strip().length() == 1 ? letter.strip().charAt(0) : 0;
      place = Character.toUpperCase(place) - 'A';
      if (place < 0 || place >= alternatives.size()) {
        return null;
      }
      named.add(alternatives.get(place));
    }
    return String.join(" + ", named);
  }

  private static @Nullable String last(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    String found = null;
    while (matcher.find()) {
      found = matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
    }
    return found == null || found.isBlank() ? null : found.strip();
  }

  private @Nullable Menu menu(LogRow row) throws UnreadableRowException {
    List<String> names = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    List<String> features = List.of();
    if (mapping.menu() instanceof LogMapping.MenuRule.Listed listed) {
      features = listed.features();
      Object found = path(listed.path()).in(row.fields());
      if (!(found instanceof List<?> list) || list.isEmpty()) {
        return null;
      }
      for (Object alternative : list) {
        listed(row, listed, alternative, names, values);
      }
    } else if (mapping.menu() instanceof LogMapping.MenuRule.InColumns in
        && in.columns() instanceof MenuColumns.Columns columns) {
      features = columns.features();
      sideBySide(row, columns, names, values);
    } else {
      return null;
    }
    try {
      double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
      return new Menu(names, features, all);
    } catch (IllegalArgumentException e) {
      throw new UnreadableRowException("no menu", String.valueOf(e.getMessage()));
    }
  }

  private void listed(
      LogRow row,
      LogMapping.MenuRule.Listed listed,
      @Nullable Object alternative,
      List<String> names,
      List<Double> values)
      throws UnreadableRowException {
    if (!(alternative instanceof Map<?, ?> fields)) {
      String name = LogRow.text(path(listed.path()), alternative);
      if (name == null || !listed.features().isEmpty()) {
        throw new UnreadableRowException(
            "no alternative at \"%s\"".formatted(listed.path()),
            name == null ? "an empty one" : "\"%s\", which has no features".formatted(name));
      }
      names.add(name);
      return;
    }
    String name = listed.name().isEmpty() ? null : field(fields, listed.name());
    if (name == null) {
      throw new UnreadableRowException(
          "no name of an alternative at \"%s\"".formatted(listed.path()),
          "its fields are "
              + LogRow.listed(fields.keySet().stream().map(Object::toString).toList()));
    }
    names.add(name);
    for (String feature : listed.features()) {
      values.add(number(row, feature, field(fields, feature)));
    }
  }

  private static @Nullable String field(Map<?, ?> fields, String name)
      throws UnreadableRowException {
    return LogRow.text(FieldPath.of(name), fields.get(name));
  }

  private void sideBySide(
      LogRow row, MenuColumns.Columns columns, List<String> names, List<Double> values)
      throws UnreadableRowException {
    for (String alternative : columns.alternatives()) {
      List<@Nullable String> cells = new ArrayList<>();
      for (String feature : columns.features()) {
        cells.add(row.text(path(columns.column(alternative, feature))));
      }
      if (cells.stream().allMatch(cell -> cell == null)) {
        continue;
      }
      names.add(alternative);
      for (int k = 0; k < cells.size(); k++) {
        String column = columns.column(alternative, columns.features().get(k));
        values.add(number(row, column, cells.get(k)));
      }
    }
  }

  private static double number(LogRow row, String column, @Nullable String cell)
      throws UnreadableRowException {
    try {
      return new Row(row.place(), row.line(), name -> cell).number(column);
    } catch (TraceFormatException e) {
      throw new UnreadableRowException("no number at \"" + column + "\"", e.problem());
    }
  }

  /** One step of the rows that share a place, each of them an alternative. */
  private List<Step> stacked(List<LogRow> rows, MenuColumns.Rows menu)
      throws UnreadableRowException {
    TraceMapping table =
        new TraceMapping(
            mapping.trace(),
            mapping.step(),
            mapping.situation(),
            null,
            mapping.outcome(),
            menu,
            List.of(),
            mapping.choice().names());
    List<Step> steps = new ArrayList<>();
    try {
      TraceAssembler assembler = new TraceAssembler(table, trace -> steps.addAll(trace.steps()));
      for (LogRow row : rows) {
        assembler.add(new Row(row.place(), row.line(), column -> cell(row, column)));
      }
      assembler.finish();
    } catch (TraceFormatException e) {
      String where = e.column() == null ? "a menu" : "\"" + e.column() + "\"";
      throw new UnreadableRowException(
          "cannot use " + where, "line %d: %s".formatted(e.line(), e.problem()));
    }
    return steps;
  }

  private @Nullable String cell(LogRow row, String column) {
    Object value = path(column).in(row.fields());
    return value instanceof String text ? text : null;
  }

  private void kept(String name, @Nullable String from) {
    if (from != null) {
      metadata.put(name, path(from));
    }
  }

  private FieldPath path(String text) {
    return paths.computeIfAbsent(text, FieldPath::of);
  }
}
