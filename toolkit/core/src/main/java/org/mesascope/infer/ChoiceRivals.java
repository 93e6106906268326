package org.mesascope.infer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/** Explanations of choices from menus that look at no feature, counted in one pass over a log. */
final class ChoiceRivals {

  private static final String SHARES = "shares by alternative";

  private final TraceLog log;
  private final Map<String, Double> weights;
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final Map<Integer, double[]> bySize = new HashMap<>();
  private double[] taken = new double[8];
  private double[] positions = {};
  private double equal;
  private double again;
  private double other;
  private double open;
  private boolean alike = true;
  private @Nullable Rival shares;

  ChoiceRivals(TraceLog log, Map<String, Double> weights) {
    this.log = log;
    this.weights = weights;
    List<String> names = List.of();
    int[] place = {};
    for (Trace trace : log.traces()) {
      String last = null;
      for (Step step : trace.steps()) {
        Menu menu = step.menu();
        if (menu == null) {
          throw new IllegalArgumentException("choice \"" + step.choice() + "\" has no menu");
        }
        if (menu.alternatives() != names) {
          names = menu.alternatives();
          place = placed(names);
        }
        double weight = weights.isEmpty() ? 1 : weights.getOrDefault(step.choice(), 1.0);
        int chosen = menu.indexOf(step.choice());
        taken[place[chosen]] += weight;
        positions[chosen] += weight;
        equal -= weight * Math.log(names.size());
        repeated(names, last, step.choice(), weight);
        last = step.choice();
      }
    }
  }

  /** Where each alternative of a menu stands among all. */
  private int[] placed(List<String> names) {
    int before = places.size();
    int[] place = new int[names.size()];
    for (int j = 0; j < place.length; j++) {
      place[j] = places.computeIfAbsent(names.get(j), name -> places.size());
    }
    alike &= before == 0 || (places.size() == before && place.length == before);
    if (places.size() > taken.length) {
      taken = Arrays.copyOf(taken, 2 * places.size());
    }
    positions = bySize.computeIfAbsent(names.size(), double[]::new);
    return place;
  }

  private void repeated(List<String> names, @Nullable String last, String choice, double weight) {
    if (last == null || names.size() == 1 || !names.contains(last)) {
      open -= weight * Math.log(names.size());
    } else if (choice.equals(last)) {
      again += weight;
    } else {
      other += weight;
      open -= weight * Math.log(names.size() - 1);
    }
  }

  /** Names of all alternatives, in order of appearance. */
  List<String> alternatives() {
    return List.copyOf(places.keySet());
  }

  /**
   * Equal shares; each alternative's own constant, whatever its features (market shares, where all
   * menus are alike); shares by position in the menu; and taking what was taken last with one
   * probability.
   */
  List<Rival> all() {
    double byPosition = 0;
    int parameters = 0;
    for (double[] counts : bySize.values()) {
      byPosition += ActionRivals.saturated(counts);
      parameters += counts.length - 1;
    }
    return List.of(
        new Rival("equal shares", equal, 0),
        shares(),
        new Rival("shares by position", byPosition, parameters),
        new Rival("repeats its last choice", open + ActionRivals.saturated(again, other), 1));
  }

  Rival shares() {
    Rival known = shares == null ? fitted() : shares;
    shares = known;
    return known;
  }

  private Rival fitted() {
    int parameters = places.size() - 1;
    if (parameters <= 0) {
      return new Rival(SHARES, 0, 0);
    }
    if (alike) {
      double[] counts = Arrays.copyOf(taken, places.size());
      return new Rival(SHARES, ActionRivals.saturated(counts), parameters);
    }
    List<String> names = alternatives();
    ConditionalLogitOptions options =
        ConditionalLogitOptions.defaults().withConstants(names.get(0));
    ChoiceDesign bare = new ChoiceDesign(names.subList(1, names.size()), List.of(), weights);
    double best = ConditionalLogit.maximise(bare.read(log, null), options).logLikelihood();
    return new Rival(SHARES, best, parameters);
  }
}
