package org.mesascope.trace;

import java.util.ArrayList;
import java.util.List;

/** Where the rows of a file keep the alternatives of a choice. */
public sealed interface MenuColumns {

  /** Nowhere: a row is a step, and the world alone knows what was open. */
  record None() implements MenuColumns {}

  /**
   * One below the other: a row is an alternative.
   *
   * @param alternative column of its name
   * @param chosen column of its flag: 1 or true for the one chosen, 0 or false for the others
   * @param features columns of numbers
   */
  record Rows(String alternative, String chosen, List<String> features) implements MenuColumns {
    public Rows {
      features = List.copyOf(features);
    }
  }

  /**
   * Side by side: a row is a step, with a column for each feature of each alternative. An
   * alternative all of whose cells are empty was not open at that step.
   *
   * @param alternatives names
   * @param features names
   * @param pattern name of a column, with {@code {feature}} and {@code {alternative}} in it
   */
  record Columns(List<String> alternatives, List<String> features, String pattern)
      implements MenuColumns {

    /** Fails on a pattern that gives two columns one name. */
    public Columns {
      alternatives = List.copyOf(alternatives);
      features = List.copyOf(features);
      if (alternatives.isEmpty() || features.isEmpty()) {
        throw new IllegalArgumentException(
            "a menu in columns expects alternatives and features, got %s and %s"
                .formatted(alternatives, features));
      }
      if (!pattern.contains("{feature}") || !pattern.contains("{alternative}")) {
        throw new IllegalArgumentException(
            "a column pattern expects {feature} and {alternative}, got \"" + pattern + "\"");
      }
    }

    /** The column of a feature of an alternative. */
    public String column(String alternative, String feature) {
      return pattern.replace("{alternative}", alternative).replace("{feature}", feature);
    }
  }

  /** Every column that this form names. */
  default List<String> columns() {
    List<String> all = new ArrayList<>();
    if (this instanceof Rows rows) {
      all.add(rows.alternative());
      all.add(rows.chosen());
      all.addAll(rows.features());
    } else if (this instanceof Columns menu) {
      for (String alternative : menu.alternatives()) {
        for (String feature : menu.features()) {
          all.add(menu.column(alternative, feature));
        }
      }
    }
    return all;
  }
}
