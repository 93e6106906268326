package org.mesascope.gap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mesascope.infer.ConditionalLogit;
import org.mesascope.infer.ConditionalLogitOptions;
import org.mesascope.infer.InferredObjective;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/** What each version's choices are best described as pursuing, if anything. */
final class ObjectiveSection {

  private ObjectiveSection() {}

  static ReportSection of(TraceLog log, double level) {
    ReportSection section =
        ReportSection.titled("objective", "What the choices are best described as pursuing");
    Map<String, Map<String, List<Step>>> versions = new LinkedHashMap<>();
    long without = 0;
    for (Trace trace : log.traces()) {
      for (Step step : trace.steps()) {
        if (step.menu() == null || step.menu().features().isEmpty()) {
          without++;
          continue;
        }
        versions
            .computeIfAbsent(BehaviourSections.version(trace), version -> new LinkedHashMap<>())
            .computeIfAbsent(BehaviourSections.unit(trace), unit -> new ArrayList<>())
            .add(step);
      }
    }
    if (versions.isEmpty()) {
      return section.saying(
          "Not asked: an objective is told from menus whose alternatives have features, and this log"
              + " has none. Map menu.features to get one.");
    }
    if (without > 0) {
      section =
          section.saying(
              "%,d rows without a menu with features, such as answers without a choice, do not count here."
                  .formatted(without));
    }
    for (Map.Entry<String, Map<String, List<Step>>> version : versions.entrySet()) {
      section = fitted(section, version.getKey(), version.getValue(), level);
    }
    return section.saying(
        "Conditional logit, errors clustered by unit. Traces alone give a behavioural objective: it"
            + " says what the choices look like, not what the system wants.");
  }

  private static ReportSection fitted(
      ReportSection section, String version, Map<String, List<Step>> units, double level) {
    List<Trace> traces = new ArrayList<>();
    units.forEach((unit, steps) -> traces.add(new Trace(unit, steps, Map.of())));
    ConditionalLogitOptions options =
        ConditionalLogitOptions.defaults().withRobustErrors().withLevel(level);
    String prefix = version.equals(BehaviourSections.UNNAMED) ? "" : version + ": ";
    InferredObjective found;
    try {
      found = ConditionalLogit.of(options).infer(TraceLog.of(traces));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return section.saying(prefix + "no objective could be fitted: " + e.getMessage());
    }
    ReportSection with =
        section
            .saying(prefix + found.verdict() + ".")
            .with(titled(prefix, found.table()))
            .with(titled(prefix, found.rivalTable()));
    List<Estimate> told =
        found.parameters().stream().filter(one -> found.identified(one.name())).toList();
    return told.isEmpty()
        ? with
        : with.with(Figure.forest(prefix + "weights of the behavioural objective", told));
  }

  private static ResultTable titled(String prefix, ResultTable table) {
    return new ResultTable(prefix + table.title(), table.columns(), table.rows(), table.notes());
  }
}
