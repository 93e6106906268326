package org.mesascope.gap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mesascope.trace.LogMapping;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/** The steps of two versions, one row each, with units, situations and kinds by number. */
final class VersionRows {

  /** The kind of a step whose label is missing. */
  static final String MISSING = "(no answer)";

  private static final int SHOWN = 12;

  /** With fewer answers than this a version, a situation is a case; else it is a class of them. */
  private static final int FEW = 10;

  private final BehaviourShiftOptions options;
  private final int[][] rows;
  private final List<double[]> scores = new ArrayList<>();
  private final List<String> labelNames;
  private final Map<String, Integer> units = new LinkedHashMap<>();
  private final Map<String, Integer> situations = new LinkedHashMap<>();
  private final Map<String, Integer> labels = new LinkedHashMap<>();
  private final boolean named;
  private boolean single = true;
  private final boolean casesAreUnits;

  private static final int VERSION = 0;
  private static final int UNIT = 1;
  private static final int SITUATION = 2;
  private static final int LABEL = 3;
  private static final int TRUTH = 4;

  VersionRows(TraceLog before, TraceLog after, BehaviourShiftOptions options) {
    this.options = options;
    int version = 0;
    for (TraceLog log : List.of(before, after)) {
      if (log.stepCount() == 0) {
        throw new IllegalArgumentException(
            "a comparison expects steps of both versions, but the %s log has none"
                .formatted(version == 0 ? "first" : "second"));
      }
      version++;
    }
    named = unitsAreNamed(before, after);
    List<int[]> read = new ArrayList<>();
    before.traces().forEach(trace -> add(trace, 0, read));
    after.traces().forEach(trace -> add(trace, 1, read));
    rows = read.toArray(int[][]::new);
    labelNames = List.copyOf(labels.keySet());
    Set<Integer> shared = sharedSituations();
    long inShared = Arrays.stream(rows).filter(row -> shared.contains(row[SITUATION])).count();
    casesAreUnits =
        !named && single && 2 * inShared >= rows.length && inShared < 2L * FEW * shared.size();
    if (casesAreUnits) {
      for (int[] row : rows) {
        row[UNIT] = row[SITUATION];
      }
    }
  }

  /** Whether traces name units: all or none, for rows of a unit cannot be told among the others. */
  private static boolean unitsAreNamed(TraceLog before, TraceLog after) {
    boolean some = false;
    Trace without = null;
    for (TraceLog log : List.of(before, after)) {
      for (Trace trace : log.traces()) {
        if (trace.metadata().containsKey(LogMapping.UNIT)) {
          some |= !trace.steps().isEmpty();
        } else if (without == null && !trace.steps().isEmpty()) {
          without = trace;
        }
      }
    }
    if (some && without != null) {
      throw new IllegalArgumentException(
          "trace \"%s\" names no unit and others do: name it, or leave it out with TraceLog.where"
              .formatted(without.id()));
    }
    return some;
  }

  private void add(Trace trace, int version, List<int[]> read) {
    String own = named ? trace.metadata().get(LogMapping.UNIT) : version + "/" + trace.id();
    Set<String> met = new HashSet<>();
    for (int i = 0; i < trace.steps().size(); i++) {
      Step step = trace.steps().get(i);
      String situation = options.situation().of(trace, step);
      String label = options.behaviour().of(trace, step);
      if (situation == null) {
        throw new IllegalArgumentException(
            "step %d of trace \"%s\" expects a situation, got none".formatted(i, trace.id()));
      }
      met.add(situation);
      read.add(
          new int[] {
            version,
            number(units, own == null ? trace.id() : own),
            number(situations, situation),
            number(labels, label == null ? MISSING : label),
            truth(trace, step)
          });
      double[] values = new double[options.scores().size()];
      for (int k = 0; k < values.length; k++) {
        values[k] = options.scores().get(k).of().applyAsDouble(step);
        if (!Double.isFinite(values[k])) {
          throw new IllegalArgumentException(
              "score \"%s\" expects a finite number, got %s at step %d of trace \"%s\": leave such steps out, or compare them as a behaviour of their own"
                  .formatted(options.scores().get(k).name(), values[k], i, trace.id()));
        }
      }
      scores.add(values);
    }
    single &= met.size() <= 1;
  }

  private int truth(Trace trace, Step step) {
    BehaviourShiftOptions.Truth truth = options.truth();
    String label = truth == null ? null : truth.label().of(trace, step);
    return truth == null || label == null ? -1 : label.equals(truth.signal()) ? 1 : 0;
  }

  int size() {
    return rows.length;
  }

  int version(int row) {
    return rows[row][VERSION];
  }

  int unit(int row) {
    return rows[row][UNIT];
  }

  int situation(int row) {
    return rows[row][SITUATION];
  }

  /** 1 for a signal, 0 for none, −1 where it is not known. */
  int truth(int row) {
    return rows[row][TRUTH];
  }

  int unitCount() {
    return casesAreUnits ? situations.size() : units.size();
  }

  int situationCount() {
    return situations.size();
  }

  List<String> situations() {
    return List.copyOf(situations.keySet());
  }

  List<String> units() {
    return casesAreUnits ? situations() : List.copyOf(units.keySet());
  }

  /** Whether situations are the units, for the logs name none and the same cases come in both. */
  boolean casesAreUnits() {
    return casesAreUnits;
  }

  /** How many units a version has rows of. */
  int units(int version) {
    return (int)
        Arrays.stream(rows)
            .filter(row -> row[VERSION] == version)
            .mapToInt(row -> row[UNIT])
            .distinct()
            .count();
  }

  /** Situations that both versions met. */
  Set<Integer> sharedSituations() {
    Set<Integer> first = new LinkedHashSet<>();
    Set<Integer> second = new HashSet<>();
    for (int[] row : rows) {
      (row[VERSION] == 0 ? first : second).add(row[SITUATION]);
    }
    first.retainAll(second);
    return first;
  }

  boolean unreadable(String kind) {
    return kind.equals(MISSING) || options.unreadable().contains(kind);
  }

  boolean unreadable(int row) {
    return unreadable(label(row));
  }

  String label(int row) {
    return labelNames.get(rows[row][LABEL]);
  }

  /** The kinds to compare: the most frequent, all unreadable ones, and the rest together. */
  List<String> kinds() {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < rows.length; i++) {
      counts.merge(label(i), 1, Integer::sum);
    }
    List<String> names = new ArrayList<>(labelNames);
    names.sort(
        Comparator.<String>comparingInt(name -> -counts.getOrDefault(name, 0))
            .thenComparing(Comparator.naturalOrder()));
    if (names.size() <= SHOWN) {
      return List.copyOf(names);
    }
    List<String> shown = new ArrayList<>(names.subList(0, SHOWN - 1));
    names.subList(SHOWN - 1, names.size()).stream().filter(this::unreadable).forEach(shown::add);
    shown.add(ChoiceCounts.OTHER);
    return List.copyOf(shown);
  }

  /** 1 in each row of a kind of {@link #kinds}, 0 in the others. */
  double[] indicator(String kind) {
    Set<String> apart = new HashSet<>(kinds());
    boolean rest = kind.equals(ChoiceCounts.OTHER) && !labels.containsKey(kind);
    double[] values = new double[rows.length];
    for (int i = 0; i < values.length; i++) {
      String name = label(i);
      values[i] = (rest ? !apart.contains(name) : name.equals(kind)) ? 1 : 0;
    }
    return values;
  }

  /** The values of a score. */
  double[] score(int number) {
    return scores.stream().mapToDouble(values -> values[number]).toArray();
  }

  private static int number(Map<String, Integer> numbers, @Nullable String name) {
    return numbers.computeIfAbsent(String.valueOf(name), one -> numbers.size());
  }
}
