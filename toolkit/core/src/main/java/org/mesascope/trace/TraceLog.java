package org.mesascope.trace;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Traces that are analysed together.
 *
 * @param traces with distinct ids
 */
public record TraceLog(List<Trace> traces) {

  /** Fails where two traces have one id. */
  public TraceLog {
    traces = List.copyOf(traces);
    Set<String> ids = new HashSet<>();
    for (Trace trace : traces) {
      if (!ids.add(trace.id())) {
        throw new IllegalArgumentException(
            "trace ids must be unique, but \"" + trace.id() + "\" stands twice");
      }
    }
  }

  public static TraceLog of(List<Trace> traces) {
    return new TraceLog(traces);
  }

  /** Every step of every trace, in order. */
  public Stream<Step> steps() {
    return traces.stream().flatMap(trace -> trace.steps().stream());
  }

  /** How many steps there are in all. */
  public int stepCount() {
    return traces.stream().mapToInt(trace -> trace.steps().size()).sum();
  }

  /** The traces that satisfy a condition. */
  public TraceLog where(Predicate<Trace> condition) {
    return new TraceLog(traces.stream().filter(condition).toList());
  }

  /** This log followed by another one; their ids must differ. */
  public TraceLog and(TraceLog other) {
    return new TraceLog(Stream.concat(traces.stream(), other.traces.stream()).toList());
  }
}
