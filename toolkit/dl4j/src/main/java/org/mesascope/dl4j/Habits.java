package org.mesascope.dl4j;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Predictions that need neither network nor objective, fitted to traces and smoothed so that no
 * choice has probability 0: half a choice is added to each count (Krichevsky and Trofimov 1981),
 * and imitation leans on the frequencies of all situations with the weight of one choice.
 */
final class Habits {

  private final Decisions data;
  private final List<Integer> fitted;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Map<String, Integer>> bySituation = new HashMap<>();

  Habits(Decisions data, List<Integer> fitted) {
    this.data = data;
    this.fitted = fitted;
    for (int trace : fitted) {
      Decisions.Sequence own = data.sequences().get(trace);
      for (int t = 0; t < own.choices().length; t++) {
        String chosen = data.chosen(own, t);
        counts.merge(chosen, 1, Integer::sum);
        bySituation
            .computeIfAbsent(
                data.situations().get(own.situations()[t]).label(), label -> new TreeMap<>())
            .merge(chosen, 1, Integer::sum);
      }
    }
  }

  /** By name: uniform, frequencies, repetition, imitation of each situation. */
  Map<String, ChoiceModel> all() {
    Map<String, ChoiceModel> all = new LinkedHashMap<>();
    all.put("uniform", (situation, time, before) -> logs(uniform(situation)));
    all.put("choice frequencies", (situation, time, before) -> logs(frequencies(situation)));
    all.put("repeats its last choice", repetition());
    all.put("imitation by situation", (situation, time, before) -> logs(imitation(situation)));
    return all;
  }

  private double[] uniform(int situation) {
    double[] p = new double[alternatives(situation).size()];
    Arrays.fill(p, 1.0 / p.length);
    return p;
  }

  private double[] frequencies(int situation) {
    List<String> open = alternatives(situation);
    double[] p = new double[open.size()];
    double sum = 0;
    for (int j = 0; j < p.length; j++) {
      p[j] = counts.getOrDefault(open.get(j), 0) + .5;
      sum += p[j];
    }
    for (int j = 0; j < p.length; j++) {
      p[j] /= sum;
    }
    return p;
  }

  private double[] imitation(int situation) {
    double[] p = frequencies(situation);
    List<String> open = alternatives(situation);
    Map<String, Integer> own =
        bySituation.getOrDefault(data.situations().get(situation).label(), Map.of());
    double seen = open.stream().mapToInt(name -> own.getOrDefault(name, 0)).sum();
    for (int j = 0; j < p.length; j++) {
      p[j] = (own.getOrDefault(open.get(j), 0) + p[j]) / (seen + 1);
    }
    return p;
  }

  private ChoiceModel repetition() {
    int again = 0;
    int chances = 0;
    for (int trace : fitted) {
      Decisions.Sequence own = data.sequences().get(trace);
      for (int t = 1; t < own.choices().length; t++) {
        List<String> open = alternatives(own.situations()[t]);
        if (open.size() > 1 && open.contains(data.before(own, t))) {
          chances++;
          again += data.chosen(own, t).equals(data.before(own, t)) ? 1 : 0;
        }
      }
    }
    double share = (again + .5) / (chances + 1);
    return (situation, time, before) -> logs(repeated(situation, before, share));
  }

  private double[] repeated(int situation, @Nullable String before, double share) {
    double[] p = uniform(situation);
    int last = before == null ? -1 : alternatives(situation).indexOf(before);
    if (last >= 0 && p.length > 1) {
      Arrays.fill(p, (1 - share) / (p.length - 1));
      p[last] = share;
    }
    return p;
  }

  private List<String> alternatives(int situation) {
    return data.situations().get(situation).alternatives();
  }

  private static double[] logs(double[] p) {
    for (int j = 0; j < p.length; j++) {
      p[j] = Math.log(p[j]);
    }
    return p;
  }
}
