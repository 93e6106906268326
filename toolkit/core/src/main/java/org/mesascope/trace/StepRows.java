package org.mesascope.trace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one step, until it is whole. */
final class StepRows {

  private final Row first;
  private final String situation;
  private final List<String> alternatives = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();
  private @Nullable String choice;
  private @Nullable String outcome;

  StepRows(Row first, String situation) {
    this.first = first;
    this.situation = situation;
  }

  long line() {
    return first.line();
  }

  void add(Row row, TraceMapping mapping) throws TraceFormatException {
    if (mapping.menu() instanceof MenuColumns.Rows menu) {
      alternative(row, menu, mapping);
    } else if (mapping.menu() instanceof MenuColumns.Columns menu) {
      alternatives(row, menu);
    }
    if (mapping.choice() != null) {
      choice = mapping.name(row.text(mapping.choice()));
      if (!alternatives.isEmpty() && !alternatives.contains(choice)) {
        throw row.error(
            mapping.choice(), "choice \"" + choice + "\" is not in its menu " + alternatives);
      }
    }
    if (mapping.outcome() != null) {
      String seen = row.optional(mapping.outcome());
      if (outcome != null && seen != null && !outcome.equals(seen)) {
        throw row.error(
            mapping.outcome(),
            "expects one outcome a step, got \"%s\" after \"%s\"".formatted(seen, outcome));
      }
      outcome = seen == null ? outcome : seen;
    }
  }

  Step step(TraceMapping mapping) throws TraceFormatException {
    if (choice == null) {
      String flags = mapping.menu() instanceof MenuColumns.Rows menu ? menu.chosen() : null;
      throw first.error(
          flags, "expects one chosen alternative among %s, got none".formatted(alternatives));
    }
    Menu menu = null;
    if (!alternatives.isEmpty()) {
      double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
      menu = new Menu(alternatives, features(mapping.menu()), all);
    }
    return new Step(situation, menu, choice, outcome);
  }

  private void alternative(Row row, MenuColumns.Rows menu, TraceMapping mapping)
      throws TraceFormatException {
    String name = mapping.name(row.text(menu.alternative()));
    if (alternatives.contains(name)) {
      throw row.error(
          menu.alternative(),
          "expects each alternative once in the menu that begins on line %d, got \"%s\" again"
              .formatted(first.line(), name));
    }
    alternatives.add(name);
    for (String feature : menu.features()) {
      values.add(row.number(feature));
    }
    if (row.flag(menu.chosen())) {
      if (choice != null) {
        throw row.error(
            menu.chosen(),
            "expects one chosen alternative a menu, got \"%s\" after \"%s\""
                .formatted(name, choice));
      }
      choice = name;
    }
  }

  private void alternatives(Row row, MenuColumns.Columns menu) throws TraceFormatException {
    for (String alternative : menu.alternatives()) {
      boolean open = false;
      for (String feature : menu.features()) {
        open |= row.optional(menu.column(alternative, feature)) != null;
      }
      if (open) {
        alternatives.add(alternative);
        for (String feature : menu.features()) {
          values.add(row.number(menu.column(alternative, feature)));
        }
      }
    }
    if (alternatives.isEmpty()) {
      throw row.error(
          null, "expects at least one alternative of " + menu.alternatives() + ", got none");
    }
  }

  private static List<String> features(MenuColumns menu) {
    if (menu instanceof MenuColumns.Rows rows) {
      return rows.features();
    }
    return menu instanceof MenuColumns.Columns columns ? columns.features() : List.of();
  }
}
