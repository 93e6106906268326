package org.mesascope.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * A log, taken apart by what its metadata say.
 *
 * @param byStrength what was answered unwatched after the last step, by strength
 * @param trainingByStep what was answered unwatched at strength 0, by step
 * @param shiftedByStep the same at the greatest strength
 * @param last what was answered at the greatest strength after the last step, watched or not
 */
record StudyLog(
    SortedMap<Double, TraceLog> byStrength,
    SortedMap<Double, TraceLog> trainingByStep,
    SortedMap<Double, TraceLog> shiftedByStep,
    TraceLog last) {

  static StudyLog of(TraceLog log) {
    if (log.traces().isEmpty()) {
      throw new IllegalArgumentException("a study expects at least one trace, got none");
    }
    double lastStep = Double.NEGATIVE_INFINITY;
    double full = Double.NEGATIVE_INFINITY;
    for (Trace trace : log.traces()) {
      lastStep = Math.max(lastStep, number(trace, LogPlan.STEP));
      full = Math.max(full, number(trace, LogPlan.STRENGTH));
    }
    double step = lastStep;
    double strength = full;
    TraceLog unwatched = log.where(trace -> !watched(trace));
    return new StudyLog(
        split(unwatched.where(t -> number(t, LogPlan.STEP) == step), LogPlan.STRENGTH),
        split(unwatched.where(t -> number(t, LogPlan.STRENGTH) == 0), LogPlan.STEP),
        split(unwatched.where(t -> number(t, LogPlan.STRENGTH) == strength), LogPlan.STEP),
        log.where(t -> number(t, LogPlan.STEP) == step && number(t, LogPlan.STRENGTH) == strength));
  }

  /** What was answered unwatched at the greatest strength after the last step. */
  TraceLog shifted() {
    return byStrength.getOrDefault(byStrength.lastKey(), TraceLog.of(List.of()));
  }

  /** The same where it was watched; may be empty. */
  TraceLog watched() {
    return last.where(StudyLog::watched);
  }

  /** What was answered in training by the assistant that is deployed; may be empty. */
  TraceLog training() {
    return byStrength.getOrDefault(0.0, TraceLog.of(List.of()));
  }

  static boolean watched(Trace trace) {
    return switch (fact(trace, LogPlan.WATCHED)) {
      case "yes" -> true;
      case "no" -> false;
      default ->
          throw new IllegalArgumentException(
              "trace \"%s\" expects \"%s\" to be \"yes\" or \"no\", got \"%s\""
                  .formatted(trace.id(), LogPlan.WATCHED, fact(trace, LogPlan.WATCHED)));
    };
  }

  private static SortedMap<Double, TraceLog> split(TraceLog log, String key) {
    Function<Trace, Double> place = trace -> number(trace, key);
    SortedMap<Double, List<Trace>> lists = new TreeMap<>();
    for (Trace trace : log.traces()) {
      lists.computeIfAbsent(place.apply(trace), at -> new ArrayList<>()).add(trace);
    }
    SortedMap<Double, TraceLog> logs = new TreeMap<>();
    for (Map.Entry<Double, List<Trace>> each : lists.entrySet()) {
      logs.put(each.getKey(), TraceLog.of(each.getValue()));
    }
    return logs;
  }

  private static double number(Trace trace, String key) {
    String value = fact(trace, key);
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "trace \"%s\" expects a number as \"%s\", got \"%s\"".formatted(trace.id(), key, value),
          e);
    }
  }

  private static String fact(Trace trace, String key) {
    String value = trace.metadata().get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "trace \"%s\" expects metadata \"%s\", has only %s"
              .formatted(trace.id(), key, new TreeMap<>(trace.metadata()).keySet()));
    }
    return value;
  }
}
