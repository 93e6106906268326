package org.mesascope.trace;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.ResultTable;

/**
 * The steps of one episode, conversation or person, in order.
 *
 * @param id name of the trace, unique in its log
 * @param steps at least none; a trace may begin or end in the middle
 * @param metadata seed, version, environment and whatever else was recorded
 */
public record Trace(String id, List<Step> steps, Map<String, String> metadata)
    implements Displayable {

  public Trace {
    steps = List.copyOf(steps);
    metadata = Map.copyOf(metadata);
  }

  /** Its first steps and what was recorded with them. */
  @Override
  public MimeBundle toMimeBundle() {
    ResultTable table = TraceSummary.of("Trace " + id, List.of(this), steps.size());
    return (metadata.isEmpty() ? table : table.withNote(new TreeMap<>(metadata).toString()))
        .toMimeBundle();
  }
}
