package org.mesascope.gap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mesascope.trace.LogMapping;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * The choices of one system from menus whose alternatives have features: a trace is a unit, so that
 * whatever counts traces counts units.
 *
 * @param all every choice
 * @param byShift the choices under each value of the shift, in the order of the log; empty where
 *     the log names none
 * @param training the value that the others are compared with, or null
 * @param without how many steps have no such menu
 */
record MenuLog(
    TraceLog all, Map<String, TraceLog> byShift, @Nullable String training, long without) {

  static MenuLog of(TraceLog log, @Nullable String training) {
    Map<String, List<Step>> all = new LinkedHashMap<>();
    Map<String, Map<String, List<Step>>> byShift = new LinkedHashMap<>();
    long without = 0;
    for (Trace trace : log.traces()) {
      String unit = BehaviourSections.unit(trace);
      String shift = trace.metadata().get(LogMapping.SHIFT);
      for (Step step : trace.steps()) {
        Menu menu = step.menu();
        if (menu == null || menu.features().isEmpty()) {
          without++;
          continue;
        }
        add(all, unit, step);
        if (shift != null) {
          add(byShift.computeIfAbsent(shift, value -> new LinkedHashMap<>()), unit, step);
        }
      }
    }
    Map<String, TraceLog> logs = new LinkedHashMap<>();
    byShift.forEach((value, units) -> logs.put(value, log(units)));
    String reference =
        training != null || logs.isEmpty() ? training : logs.keySet().iterator().next();
    return new MenuLog(log(all), logs, reference, without);
  }

  /** The choices of training; every choice where the log names no shift. */
  TraceLog trained() {
    TraceLog own = training == null ? null : byShift.get(training);
    return own == null ? all : own;
  }

  /** The choices under every other value of the shift together. */
  TraceLog deployed() {
    Map<String, List<Step>> units = new LinkedHashMap<>();
    byShift.forEach(
        (value, own) -> {
          if (!value.equals(training)) {
            own.traces().forEach(trace -> trace.steps().forEach(s -> add(units, trace.id(), s)));
          }
        });
    return log(units);
  }

  /** Whether there are choices of training and others. */
  boolean shifted() {
    return training != null && byShift.containsKey(training) && byShift.size() > 1;
  }

  private static void add(Map<String, List<Step>> units, String unit, Step step) {
    units.computeIfAbsent(unit, name -> new ArrayList<>()).add(step);
  }

  private static TraceLog log(Map<String, List<Step>> units) {
    List<Trace> traces = new ArrayList<>();
    units.forEach((unit, steps) -> traces.add(new Trace(unit, steps, Map.of())));
    return TraceLog.of(traces);
  }
}
