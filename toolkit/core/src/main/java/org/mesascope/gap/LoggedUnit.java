package org.mesascope.gap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mesascope.stats.Seed;
import org.mesascope.task.Shift;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * What a log recorded of one unit, environment by environment.
 *
 * @param unit its name
 * @param byEnvironment never empty
 */
record LoggedUnit(String unit, Map<String, List<Trace>> byEnvironment)
    implements TracedSystem<String> {

  /** The units of a log, each seen in every environment of the shift; in order of appearance. */
  static List<TracedSystem<String>> of(TraceLog log, String key, Shift<String> shift) {
    Set<String> environments = new LinkedHashSet<>(shift.training().members());
    shift.strengths().forEach(at -> environments.addAll(shift.at(at).members()));
    Map<String, LoggedUnit> units = new LinkedHashMap<>();
    for (Trace trace : log.traces()) {
      String environment = trace.metadata().get(key);
      if (environment != null && environments.contains(environment)) {
        String name = BehaviourSections.unit(trace);
        units
            .computeIfAbsent(name, unit -> new LoggedUnit(unit, new LinkedHashMap<>()))
            .byEnvironment()
            .computeIfAbsent(environment, any -> new ArrayList<>())
            .add(trace);
      }
    }
    if (units.isEmpty()) {
      throw new IllegalArgumentException(
          "a log expects traces whose \"%s\" is one of %s, got none: check the metadata"
              .formatted(key, environments));
    }
    for (LoggedUnit unit : units.values()) {
      Set<String> missing = new LinkedHashSet<>(environments);
      missing.removeAll(unit.byEnvironment().keySet());
      if (!missing.isEmpty()) {
        throw new IllegalArgumentException(
            "a sweep of a log expects every unit in every environment, but \"%s\" was not seen in %s: leave the unit out, or compare two versions without pairs"
                .formatted(unit.unit(), missing));
      }
    }
    return List.copyOf(units.values());
  }

  @Override
  public TraceLog act(String environment, Seed seed) {
    List<Trace> seen = byEnvironment.get(environment);
    if (seen == null) {
      throw new IllegalArgumentException(
          "unit \"%s\" was seen in %s, not in \"%s\""
              .formatted(unit, byEnvironment.keySet(), environment));
    }
    return TraceLog.of(seen);
  }
}
