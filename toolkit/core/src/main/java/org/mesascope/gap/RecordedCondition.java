package org.mesascope.gap;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mesascope.gap.ShiftObjection.Reason;
import org.mesascope.trace.TraceLog;

/**
 * One thing recorded with traces, and whether it goes together with the version: values that no two
 * versions share, or numbers and times that do not overlap, cannot be told from the version itself.
 *
 * @param values of each version's traces that name one
 */
record RecordedCondition(String key, List<String> versions, List<List<String>> values) {

  /** From so much total variation on a mix is named, where there are few different values. */
  private static final double MIX = .2;

  private static final int FEW = 12;

  static RecordedCondition of(
      String key, TraceLog first, TraceLog second, String before, String after) {
    return new RecordedCondition(
        key, List.of(before, after), List.of(recorded(key, first), recorded(key, second)));
  }

  private static List<String> recorded(String key, TraceLog log) {
    List<String> found = new ArrayList<>();
    log.traces()
        .forEach(
            trace -> {
              String value = trace.metadata().get(key);
              if (value != null && !trace.steps().isEmpty()) {
                found.add(value);
              }
            });
    return found;
  }

  /** What there is to object to, or null. */
  @Nullable ShiftObjection objection() {
    List<String> first = values.get(0);
    List<String> second = values.get(1);
    if ((first.isEmpty() && second.isEmpty()) || isTheVersion()) {
      return null;
    }
    if (first.isEmpty() || second.isEmpty()) {
      return new ShiftObjection(
          Reason.CONDITION_MIX,
          "“%s” is recorded for “%s” alone, so that nobody can say whether it changed."
              .formatted(key, versions.get(first.isEmpty() ? 1 : 0)));
    }
    if (apart(first, second)) {
      return new ShiftObjection(
          Reason.CONFOUNDED,
          "“%s” is %s under “%s” and %s under “%s”, so that its effect cannot be told from the version's. Record both versions under the same %s, or leave it out of withConditions if it is of no account."
              .formatted(key, shown(first), versions.get(0), shown(second), versions.get(1), key));
    }
    double variation = variation(first, second);
    return variation >= MIX
        ? new ShiftObjection(
            Reason.CONDITION_MIX,
            "“%s” is spread otherwise over the versions: %.0f %% of the traces of one would have to change theirs to match the other."
                .formatted(key, 100 * variation))
        : null;
  }

  /** Whether it merely repeats the version's name. */
  private boolean isTheVersion() {
    return values.get(0).stream().allMatch(versions.get(0)::equals)
        && values.get(1).stream().allMatch(versions.get(1)::equals);
  }

  private static boolean apart(List<String> first, List<String> second) {
    double[] one = numbers(first);
    double[] two = numbers(second);
    if (one.length == first.size() && two.length == second.size()) {
      return max(one) < min(two) || max(two) < min(one);
    }
    Set<String> names = new HashSet<>(first);
    names.retainAll(second);
    return names.isEmpty();
  }

  private static double variation(List<String> first, List<String> second) {
    Map<String, double[]> shares = new TreeMap<>();
    first.forEach(v -> shares.computeIfAbsent(v, n -> new double[2])[0] += 1.0 / first.size());
    second.forEach(v -> shares.computeIfAbsent(v, n -> new double[2])[1] += 1.0 / second.size());
    return shares.size() > FEW
        ? 0
        : shares.values().stream().mapToDouble(p -> Math.abs(p[0] - p[1])).sum() / 2;
  }

  private static String shown(List<String> values) {
    List<String> names = values.stream().distinct().sorted().toList();
    return names.size() <= 3
        ? "“" + String.join("”, “", names) + "”"
        : "“%s” to “%s”".formatted(names.get(0), names.get(names.size() - 1));
  }

  /** The values that are numbers or times, as numbers. */
  private static double[] numbers(List<String> values) {
    List<Double> found = new ArrayList<>();
    for (String value : values) {
      Double number = number(value);
      if (number != null) {
        found.add(number);
      }
    }
    return found.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static @Nullable Double number(String value) {
    try {
      return Double.valueOf(value);
    } catch (NumberFormatException notNumber) {
      return time(value);
    }
  }

  private static @Nullable Double time(String value) {
    try {
      Instant at =
          value.length() == 10
              ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
              : value.endsWith("Z") || value.matches(".*[+-]\\d\\d:?\\d\\d")
                  ? OffsetDateTime.parse(value).toInstant()
                  : LocalDateTime.parse(value.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
      return (double) at.toEpochMilli();
    } catch (DateTimeParseException notTime) {
      return null;
    }
  }

  private static double max(double[] values) {
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      most = Math.max(most, value);
    }
    return most;
  }

  private static double min(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
    }
    return least;
  }
}
