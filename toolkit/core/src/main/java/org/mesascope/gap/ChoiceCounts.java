package org.mesascope.gap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mesascope.report.Estimate;
import org.mesascope.stats.ClusteredShares;

/** How often each kind of behaviour was seen in each group, unit by unit. */
final class ChoiceCounts {

  /** Kinds of behaviour shown by name; the rarer ones are counted together. */
  static final int KINDS = 12;

  /** The kinds that are not shown by name. */
  static final String OTHER = "(other)";

  /** One group's rows: the unit and the kind of each. */
  private static final class Rows {
    private int[] units = new int[16];
    private int[] kinds = new int[16];
    private int size;

    void add(int unit, int kind) {
      if (size == units.length) {
        units = Arrays.copyOf(units, 2 * size);
        kinds = Arrays.copyOf(kinds, 2 * size);
      }
      units[size] = unit;
      kinds[size++] = kind;
    }
  }

  /** Units numbered from 0, without those that do not come. */
  private static final class Dense {
    private final int[] place;
    private int size;

    Dense(int units) {
      place = new int[units];
      Arrays.fill(place, -1);
    }

    void add(int unit) {
      if (place[unit] < 0) {
        place[unit] = size++;
      }
    }
  }

  private final Map<String, Integer> units = new HashMap<>();
  private final Map<String, Integer> kinds = new LinkedHashMap<>();
  private final Map<String, Rows> groups = new LinkedHashMap<>();

  /** Counts a row. */
  void add(String group, String unit, String kind) {
    groups.computeIfAbsent(group, name -> new Rows()).add(number(units, unit), number(kinds, kind));
  }

  List<String> groups() {
    return List.copyOf(groups.keySet());
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  int rows(String group) {
    return rowsOf(group).size;
  }

  /** How many different kinds there were. */
  int kindCount() {
    return kinds.size();
  }

  /** The kinds to show, most frequent first, {@link #OTHER} for what is left. */
  List<String> kinds() {
    long[] totals = new long[kinds.size()];
    for (Rows rows : groups.values()) {
      for (int i = 0; i < rows.size; i++) {
        totals[rows.kinds[i]]++;
      }
    }
    List<String> names = new ArrayList<>(kinds.keySet());
    names.sort(
        Comparator.<String>comparingLong(name -> -totals[place(name)])
            .thenComparing(Comparator.naturalOrder()));
    if (names.size() <= KINDS) {
      return List.copyOf(names);
    }
    List<String> shown = new ArrayList<>(names.subList(0, KINDS - 1));
    shown.add(OTHER);
    return shown;
  }

  /** How many rows of a group were of a kind. */
  long count(String group, String kind) {
    return Arrays.stream(successes(group, kind, dense(group, null))).sum();
  }

  /** The share of a kind in a group. */
  Estimate share(String group, String kind, double level) {
    Dense dense = dense(group, null);
    long[] yes = successes(group, kind, dense);
    long[] sizes = sizes(group, dense);
    return Estimate.of(
        kind + ", " + group,
        (double) Arrays.stream(yes).sum() / rows(group),
        ClusteredShares.wilson(yes, sizes, level),
        dense.size,
        "Wilson interval at the effective number of units");
  }

  /** The share of a kind in a group minus that in another. */
  Estimate difference(String group, String other, String kind, double level) {
    Dense dense = dense(group, other);
    long[] yes = successes(group, kind, dense);
    long[] sizes = sizes(group, dense);
    long[] otherYes = successes(other, kind, dense);
    long[] otherSizes = sizes(other, dense);
    double value =
        (double) Arrays.stream(yes).sum() / rows(group)
            - (double) Arrays.stream(otherYes).sum() / rows(other);
    return Estimate.of(
        "%s: %s minus %s".formatted(kind, group, other),
        value,
        ClusteredShares.difference(yes, sizes, otherYes, otherSizes, level),
        dense.size,
        "difference of clustered Wilson intervals");
  }

  /** Places for the units of one or two groups. */
  private Dense dense(String group, @Nullable String other) {
    Dense dense = new Dense(units.size());
    for (String one : other == null ? List.of(group) : List.of(group, other)) {
      Rows rows = rowsOf(one);
      for (int i = 0; i < rows.size; i++) {
        dense.add(rows.units[i]);
      }
    }
    return dense;
  }

  private long[] successes(String group, String kind, Dense dense) {
    List<String> shown = kinds();
    int place = kind.equals(OTHER) ? -1 : place(kind);
    boolean[] named = new boolean[kinds.size()];
    for (String name : shown) {
      if (!name.equals(OTHER)) {
        named[place(name)] = true;
      }
    }
    Rows rows = rowsOf(group);
    long[] yes = new long[dense.size];
    for (int i = 0; i < rows.size; i++) {
      if (place < 0 ? !named[rows.kinds[i]] : rows.kinds[i] == place) {
        yes[dense.place[rows.units[i]]]++;
      }
    }
    return yes;
  }

  private long[] sizes(String group, Dense dense) {
    Rows rows = rowsOf(group);
    long[] sizes = new long[dense.size];
    for (int i = 0; i < rows.size; i++) {
      sizes[dense.place[rows.units[i]]]++;
    }
    return sizes;
  }

  private int place(String kind) {
    Integer place = kinds.get(kind);
    if (place == null) {
      throw new IllegalArgumentException("there is no \"%s\"".formatted(kind));
    }
    return place;
  }

  private Rows rowsOf(String group) {
    Rows rows = groups.get(group);
    if (rows == null) {
      throw new IllegalArgumentException(
          "there is no group \"%s\", only %s".formatted(group, groups.keySet()));
    }
    return rows;
  }

  private static int number(Map<String, Integer> numbers, String name) {
    return numbers.computeIfAbsent(name, one -> numbers.size());
  }
}
