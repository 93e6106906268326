package org.mesascope.infer;

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
  private final Map<String, Double> weights;
  private final Set<String> alternatives = new LinkedHashSet<>();
  private boolean alike = true;

  ChoiceRivals(TraceLog log, Map<String, Double> weights) {
    this.log = log;
    this.weights = weights;
    Set<String> first = null;
    List<String> before = null;
    for (Trace trace : log.traces()) {
      for (Step step : trace.steps()) {
        List<String> names = menu(step).alternatives();
        if (names == before) {
          continue;
        }
        before = names;
        Set<String> own = new LinkedHashSet<>(names);
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
        sum -= weight(step) * Math.log(menu(step).alternatives().size());
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
      Map<String, Double> counts = new HashMap<>();
      log.steps().forEach(step -> counts.merge(step.choice(), weight(step), Double::sum));
      double[] taken =
          alternatives.stream().mapToDouble(a -> counts.getOrDefault(a, 0.0)).toArray();
      return new Rival(name, ActionRivals.saturated(taken), parameters);
    }
    ConditionalLogitOptions options =
        ConditionalLogitOptions.defaults().withConstants(alternatives().get(0));
    ChoiceDesign bare =
        new ChoiceDesign(alternatives().subList(1, alternatives.size()), List.of(), weights);
    double best = ConditionalLogit.maximise(bare.read(log, null), options).logLikelihood();
    return new Rival(name, best, parameters);
  }

  private Rival positions() {
    Map<Integer, double[]> bySize = new HashMap<>();
    for (Trace trace : log.traces()) {
      for (Step step : trace.steps()) {
        Menu menu = menu(step);
        double[] counts =
            bySize.computeIfAbsent(menu.alternatives().size(), size -> new double[size]);
        counts[menu.indexOf(step.choice())] += weight(step);
      }
    }
    double sum = 0;
    int parameters = 0;
    for (double[] counts : bySize.values()) {
      sum += ActionRivals.saturated(counts);
      parameters += counts.length - 1;
    }
    return new Rival("shares by position", sum, parameters);
  }

  private Rival repetition() {
    double again = 0;
    double other = 0;
    double rest = 0;
    for (Trace trace : log.traces()) {
      List<Step> steps = trace.steps();
      for (int i = 0; i < steps.size(); i++) {
        List<String> open = menu(steps.get(i)).alternatives();
        double weight = weight(steps.get(i));
        String before = i == 0 ? "" : steps.get(i - 1).choice();
        if (i == 0 || !open.contains(before) || open.size() == 1) {
          rest -= weight * Math.log(open.size());
          continue;
        }
        if (steps.get(i).choice().equals(before)) {
          again += weight;
        } else {
          other += weight;
          rest -= weight * Math.log(open.size() - 1);
        }
      }
    }
    return new Rival("repeats its last choice", rest + ActionRivals.saturated(again, other), 1);
  }

  private double weight(Step step) {
    return weights.getOrDefault(step.choice(), 1.0);
  }

  private static Menu menu(Step step) {
    Menu menu = step.menu();
    if (menu == null) {
      throw new IllegalArgumentException("choice \"" + step.choice() + "\" has no menu");
    }
    return menu;
  }
}
