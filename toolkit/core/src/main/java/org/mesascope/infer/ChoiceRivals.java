package org.mesascope.infer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/** Explanations of choices from menus that look at no feature. */
final class ChoiceRivals {

  private final TraceLog log;
  private final Set<String> alternatives = new LinkedHashSet<>();
  private boolean alike = true;

  ChoiceRivals(TraceLog log) {
    this.log = log;
    Set<String> first = null;
    for (Trace trace : log.traces()) {
      for (Step step : trace.steps()) {
        Set<String> own = new LinkedHashSet<>(menu(step).alternatives());
        alternatives.addAll(own);
        first = first == null ? own : first;
        alike &= own.equals(first);
      }
    }
  }

  /** Names of all alternatives, in order of appearance. */
  List<String> alternatives() {
    return List.copyOf(alternatives);
  }

  /**
   * Equal shares; each alternative's own constant, whatever its features (market shares, where all
   * menus are alike); shares by position in the menu; and taking what was taken last with one
   * probability.
   */
  List<Rival> all() {
    return List.of(equal(), shares(), positions(), repetition());
  }

  private Rival equal() {
    double sum = 0;
    for (Trace trace : log.traces()) {
      for (Step step : trace.steps()) {
        sum -= Math.log(menu(step).alternatives().size());
      }
    }
    return new Rival("equal shares", sum, 0);
  }

  Rival shares() {
    String name = "shares by alternative";
    int parameters = alternatives.size() - 1;
    if (parameters == 0) {
      return new Rival(name, 0, 0);
    }
    if (alike) {
      Map<String, Integer> counts = new HashMap<>();
      log.steps().forEach(step -> counts.merge(step.choice(), 1, Integer::sum));
      int[] taken = alternatives.stream().mapToInt(a -> counts.getOrDefault(a, 0)).toArray();
      return new Rival(name, ActionRivals.saturated(taken), parameters);
    }
    ConditionalLogitOptions options =
        ConditionalLogitOptions.defaults().withConstants(alternatives().get(0));
    ChoiceDesign bare = new ChoiceDesign(alternatives().subList(1, alternatives.size()), List.of());
    double best = ConditionalLogit.maximise(bare.read(log, null), options).logLikelihood();
    return new Rival(name, best, parameters);
  }

  private Rival positions() {
    Map<Integer, int[]> bySize = new HashMap<>();
    for (Trace trace : log.traces()) {
      for (Step step : trace.steps()) {
        Menu menu = menu(step);
        int[] counts = bySize.computeIfAbsent(menu.alternatives().size(), size -> new int[size]);
        counts[menu.indexOf(step.choice())]++;
      }
    }
    double sum = 0;
    int parameters = 0;
    for (int[] counts : bySize.values()) {
      sum += ActionRivals.saturated(counts);
      parameters += counts.length - 1;
    }
    return new Rival("shares by position", sum, parameters);
  }

  private Rival repetition() {
    int again = 0;
    int chances = 0;
    double rest = 0;
    for (Trace trace : log.traces()) {
      List<Step> steps = new ArrayList<>(trace.steps());
      for (int i = 0; i < steps.size(); i++) {
        List<String> open = menu(steps.get(i)).alternatives();
        String before = i == 0 ? "" : steps.get(i - 1).choice();
        if (i == 0 || !open.contains(before) || open.size() == 1) {
          rest -= Math.log(open.size());
          continue;
        }
        chances++;
        if (steps.get(i).choice().equals(before)) {
          again++;
        } else {
          rest -= Math.log(open.size() - 1);
        }
      }
    }
    return new Rival(
        "repeats its last choice", rest + ActionRivals.saturated(again, chances - again), 1);
  }

  private static Menu menu(Step step) {
    Menu menu = step.menu();
    if (menu == null) {
      throw new IllegalArgumentException("choice \"" + step.choice() + "\" has no menu");
    }
    return menu;
  }
}
