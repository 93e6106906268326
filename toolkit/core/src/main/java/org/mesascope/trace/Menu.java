package org.mesascope.trace;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * The alternatives that were open at a step, described by features.
 *
 * @param alternatives names, distinct, at least one
 * @param features names of the columns of {@code values}, distinct; may be empty
 * @param values one row an alternative, one column a feature, row by row; finite. Not copied: do
 *     not write to it
 */
public record Menu(List<String> alternatives, List<String> features, double[] values) {

  /** Fails on an empty menu, doubled names, a wrong shape or a value that is not finite. */
  public Menu {
    alternatives = List.copyOf(alternatives);
    features = List.copyOf(features);
    if (alternatives.isEmpty()) {
      throw new IllegalArgumentException("a menu expects at least one alternative, got none");
    }
    if (doubled(alternatives)) {
      throw new IllegalArgumentException("a menu's alternatives must differ, got " + alternatives);
    }
    if (values.length != alternatives.size() * features.size()) {
      throw new IllegalArgumentException(
          "a menu of %d alternatives by %d features expects %d values, got %d"
              .formatted(
                  alternatives.size(),
                  features.size(),
                  alternatives.size() * features.size(),
                  values.length));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "feature \"%s\" of alternative \"%s\" expects a finite number, got %s"
                .formatted(
                    features.get(i % features.size()),
                    alternatives.get(i / features.size()),
                    values[i]));
      }
    }
  }

  /** Pair by pair where there are few: menus are made a million times. */
  private static boolean doubled(List<String> names) {
    if (names.size() > 12) {
      return new HashSet<>(names).size() < names.size();
    }
    for (int i = 1; i < names.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (names.get(i).equals(names.get(j))) {
          return true;
        }
      }
    }
    return false;
  }

  /** A menu whose alternatives are known by name alone. */
  public static Menu of(List<String> alternatives) {
    return new Menu(alternatives, List.of(), new double[0]);
  }

  /** The value of a feature, both by position. */
  public double value(int alternative, int feature) {
    return values[alternative * features.size() + feature];
  }

  /**
   * Where an alternative stands in this menu.
   *
   * @throws IllegalArgumentException if it is not in the menu
   */
  public int indexOf(String alternative) {
    int index = alternatives.indexOf(alternative);
    if (index < 0) {
      throw new IllegalArgumentException(
          "choice \"" + alternative + "\" is not in its menu " + alternatives);
    }
    return index;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Menu that
        && alternatives.equals(that.alternatives)
        && features.equals(that.features)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(alternatives, features, Arrays.hashCode(values));
  }

  @Override
  public String toString() {
    return "Menu" + alternatives + " by " + features + " " + Arrays.toString(values);
  }
}
