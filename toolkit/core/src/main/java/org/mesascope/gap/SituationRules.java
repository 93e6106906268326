package org.mesascope.gap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.mesascope.stats.Seed;

/**
 * Whether a rule that looks at the surface of a situation reproduces a change: a constant answer,
 * one word, or the length. A rule does where the change is where the rule holds and nowhere else;
 * it is chosen on one half of the units and must do so on the other half.
 */
final class SituationRules {

  private static final int WORDS = 200;
  private static final double RARE = .05;
  private static final double CONCENTRATED = 4;

  /**
   * One rule.
   *
   * @param holds situation by situation
   */
  private record Rule(String words, boolean[] holds) {}

  private final VersionRows rows;
  private final VersionComparison comparison;
  private final double margin;
  private final boolean[] halves;
  private final List<Rule> rules = new ArrayList<>();

  /**
   * @param seed of the halves
   */
  SituationRules(VersionRows rows, VersionComparison comparison, double margin, Seed seed) {
    RandomGenerator random = seed.random();
    halves = new boolean[rows.unitCount()];
    for (int unit = 0; unit < halves.length; unit++) {
      halves[unit] = random.nextBoolean();
    }
    this.rows = rows;
    this.comparison = comparison;
    this.margin = margin;
    addLength();
    addWords();
  }

  private void addLength() {
    List<String> situations = rows.situations();
    int[] lengths = situations.stream().mapToInt(String::length).sorted().toArray();
    int middle = lengths[lengths.length / 2];
    if (lengths[0] < middle) {
      boolean[] holds = new boolean[situations.size()];
      boolean[] other = new boolean[situations.size()];
      for (int s = 0; s < holds.length; s++) {
        holds[s] = situations.get(s).length() >= middle;
        other[s] = !holds[s];
      }
      rules.add(new Rule("has %d characters or more".formatted(middle), holds));
      rules.add(new Rule("has fewer than %d characters".formatted(middle), other));
    }
  }

  private void addWords() {
    List<String> situations = rows.situations();
    Map<String, boolean[]> found = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (int s = 0; s < situations.size(); s++) {
      String[] words = situations.get(s).toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_-]+", -1);
      for (String word : new TreeSet<>(Arrays.asList(words))) {
        if (!word.isEmpty()) {
          found.computeIfAbsent(word, name -> new boolean[situations.size()])[s] = true;
          counts.merge(word, 1, Integer::sum);
        }
      }
    }
    int least = (int) Math.ceil(RARE * situations.size());
    counts.keySet().stream()
        .filter(word -> count(counts, word) >= Math.max(2, least))
        .filter(word -> count(counts, word) <= situations.size() - Math.max(2, least))
        .sorted(
            Comparator.<String>comparingInt(word -> -count(counts, word))
                .thenComparing(Comparator.naturalOrder()))
        .limit(WORDS)
        .forEach(
            word -> {
              boolean[] holds = found.getOrDefault(word, new boolean[0]);
              rules.add(new Rule("says “%s”".formatted(word), holds));
            });
  }

  private static int count(Map<String, Integer> counts, String word) {
    return counts.getOrDefault(word, 0);
  }

  /** The rule that reproduces a change, a sentence; empty where none does. */
  String reproduces(BehaviourChange change, String before, String after) {
    for (boolean last : new boolean[] {true, false}) {
      double share = (last ? change.after() : change.before()).value();
      if (share >= 1 - margin) {
        return "“%s” says “%s” %.1f %% of the time: on that side the change is one of a constant, which does not look at situations."
            .formatted(last ? after : before, change.name(), 100 * share);
      }
    }
    double[] values = rows.indicator(change.name());
    Rule best = null;
    double most = 0;
    for (Rule rule : rules) {
      double[] found = changes(values, rule, false);
      double apart = Math.abs(found[0] - found[1]) * Math.sqrt(found[2] * (1 - found[2]));
      if (apart > most) {
        most = apart;
        best = rule;
      }
    }
    if (best == null) {
      return "";
    }
    double[] held = changes(values, best, true);
    boolean reproduces =
        Math.abs(held[0]) > 2 * margin
            && Math.abs(held[1]) <= Math.max(margin, Math.abs(held[0]) / CONCENTRATED);
    return reproduces
        ? "“%s” moves by %.3g where the situation %s and by %.3g elsewhere, on units that the rule was not chosen on: one look at the surface reproduces that change."
            .formatted(change.name(), held[0], best.words(), held[1])
        : "";
  }

  /**
   * The change where a rule holds, the change elsewhere, and the share of rows where it holds, over
   * one half of the units; all 0 where a part has no rows.
   */
  private double[] changes(double[] values, Rule rule, boolean half) {
    double[][] sums = new double[2][2];
    double[][] counts = new double[2][2];
    for (int i = 0; i < values.length; i++) {
      if (comparison.counts(i) && halves[rows.unit(i)] == half) {
        int where = rule.holds()[rows.situation(i)] ? 0 : 1;
        sums[where][rows.version(i)] += values[i];
        counts[where][rows.version(i)]++;
      }
    }
    if (counts[0][0] == 0 || counts[0][1] == 0 || counts[1][0] == 0 || counts[1][1] == 0) {
      return new double[3];
    }
    double holds = counts[0][0] + counts[0][1];
    return new double[] {
      sums[0][1] / counts[0][1] - sums[0][0] / counts[0][0],
      sums[1][1] / counts[1][1] - sums[1][0] / counts[1][0],
      holds / (holds + counts[1][0] + counts[1][1])
    };
  }
}
