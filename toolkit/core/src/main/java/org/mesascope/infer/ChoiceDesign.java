package org.mesascope.infer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * Which numbers of a menu enter a choice model.
 *
 * @param constants alternatives with a constant of their own, first
 * @param features of the menus, after them
 * @param weights what a choice of each alternative counts; empty where each counts once
 */
record ChoiceDesign(List<String> constants, List<String> features, Map<String, Double> weights) {

  /**
   * The design that options ask for in a log.
   *
   * @throws IllegalArgumentException if the log is empty, a menu is missing, the base is in none,
   *     or nothing is left to fit
   */
  static ChoiceDesign of(TraceLog log, ConditionalLogitOptions options) {
    Set<String> alternatives = new LinkedHashSet<>();
    Menu first = null;
    List<String> before = null;
    for (Trace trace : log.traces()) {
      for (int i = 0; i < trace.steps().size(); i++) {
        Menu menu = menu(trace, i);
        first = first == null ? menu : first;
        if (menu.alternatives() != before) {
          before = menu.alternatives();
          alternatives.addAll(before);
        }
      }
    }
    if (first == null) {
      throw new IllegalArgumentException(
          "an inference expects at least one choice, got %d traces without any"
              .formatted(log.traces().size()));
    }
    List<String> constants = new ArrayList<>();
    String base = options.base();
    if (base != null) {
      if (!alternatives.remove(base)) {
        throw new IllegalArgumentException(
            "the base alternative \"%s\" is in no menu; menus hold %s"
                .formatted(base, NullSpace.listed(List.copyOf(alternatives))));
      }
      constants.addAll(alternatives);
    }
    List<String> features = options.features().isEmpty() ? first.features() : options.features();
    if (constants.isEmpty() && features.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to fit: the menus have no features; name a base alternative with withConstants");
    }
    return new ChoiceDesign(constants, features, weights(log, options.populationShares()));
  }

  /** Population share over sample share, by alternative. */
  private static Map<String, Double> weights(TraceLog log, Map<String, Double> shares) {
    if (shares.isEmpty()) {
      return Map.of();
    }
    Map<String, Integer> taken = new TreeMap<>();
    log.steps().forEach(step -> taken.merge(step.choice(), 1, Integer::sum));
    if (!taken.keySet().equals(shares.keySet())) {
      throw new IllegalArgumentException(
          "population shares expect one for each alternative that was chosen, %s, got %s"
              .formatted(taken.keySet(), new TreeMap<>(shares).keySet()));
    }
    Map<String, Double> weights = new TreeMap<>();
    double n = log.stepCount();
    taken.forEach((name, count) -> weights.put(name, shares.getOrDefault(name, 0.0) * n / count));
    return weights;
  }

  /** Names of all parameters. */
  List<String> columns() {
    List<String> all = new ArrayList<>(constants);
    all.addAll(features);
    return all;
  }

  /**
   * A log as columns.
   *
   * @param dropped an alternative that is taken out of every menu with the choices of it, or null
   */
  ChoiceData read(TraceLog log, @Nullable String dropped) {
    ChoiceData.Builder builder = new ChoiceData.Builder(columns());
    int unit = 0;
    List<String> before = null;
    int[] at = {};
    for (Trace trace : log.traces()) {
      for (int i = 0; i < trace.steps().size(); i++) {
        Menu menu = menu(trace, i);
        String choice = trace.steps().get(i).choice();
        int out = dropped == null ? -1 : menu.alternatives().indexOf(dropped);
        int chosen = menu.alternatives().indexOf(choice);
        if (chosen == out) {
          continue;
        }
        try {
          int rows = menu.alternatives().size() - (out < 0 ? 0 : 1);
          if (menu.features() != before) {
            at = positions(menu);
            before = menu.features();
          }
          builder.add(
              rows,
              rows(menu, at, out),
              out >= 0 && chosen > out ? chosen - 1 : chosen,
              unit,
              weights.isEmpty() ? 1 : weights.getOrDefault(choice, 1.0));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "trace \"%s\", step %d: %s".formatted(trace.id(), i, e.getMessage()), e);
        }
      }
      unit++;
    }
    return builder.build(log.traces().size());
  }

  /** The numbers of a menu's alternatives, row by row. */
  double[] rows(Menu menu) {
    return rows(menu, positions(menu), -1);
  }

  private int[] positions(Menu menu) {
    int[] at = new int[features.size()];
    for (int k = 0; k < at.length; k++) {
      at[k] = menu.features().indexOf(features.get(k));
      if (at[k] < 0) {
        throw new IllegalArgumentException(
            "a menu expects feature \"%s\", has only %s"
                .formatted(features.get(k), menu.features()));
      }
    }
    return at;
  }

  private double[] rows(Menu menu, int[] at, int out) {
    int width = constants.size() + at.length;
    double[] rows = new double[width * (menu.alternatives().size() - (out < 0 ? 0 : 1))];
    int row = 0;
    for (int j = 0; j < menu.alternatives().size(); j++) {
      if (j == out) {
        continue;
      }
      int constant = constants.indexOf(menu.alternatives().get(j));
      if (constant >= 0) {
        rows[row + constant] = 1;
      }
      for (int k = 0; k < at.length; k++) {
        rows[row + constants.size() + k] = menu.value(j, at[k]);
      }
      row += width;
    }
    return rows;
  }

  private static Menu menu(Trace trace, int i) {
    Step step = trace.steps().get(i);
    Menu menu = step.menu();
    if (menu == null) {
      throw new IllegalArgumentException(
          "trace \"%s\", step %d expects a menu of alternatives, has none: choices without menus are for MaxCausalEntropyIrl"
              .formatted(trace.id(), i));
    }
    return menu;
  }
}
