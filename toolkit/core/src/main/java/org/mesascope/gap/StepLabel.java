package org.mesascope.gap;

import org.jspecify.annotations.Nullable;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;

/** What a step of a trace is called in some respect: what was done, what was true. */
@FunctionalInterface
public interface StepLabel {

  /** The label, or null where there is none. */
  @Nullable String of(Trace trace, Step step);

  /** The alternative taken; {@code LogReader.UNPARSED} where an answer held none. */
  static StepLabel choice() {
    return (trace, step) -> step.choice();
  }

  /** What came of it. */
  static StepLabel outcome() {
    return (trace, step) -> step.outcome();
  }

  /** The situation. */
  static StepLabel situation() {
    return (trace, step) -> step.situation();
  }

  /** What was recorded with the trace under a key. */
  static StepLabel metadata(String key) {
    return (trace, step) -> trace.metadata().get(key);
  }
}
