package org.mesascope.trace;

import java.util.List;
import java.util.Map;

/**
 * The steps of one episode, conversation or person, in order.
 *
 * @param id name of the trace, unique in its log
 * @param steps at least none; a trace may begin or end in the middle
 * @param metadata seed, version, environment and whatever else was recorded
 */
public record Trace(String id, List<Step> steps, Map<String, String> metadata) {

  public Trace {
    steps = List.copyOf(steps);
    metadata = Map.copyOf(metadata);
  }
}
