package org.mesascope.gap;

import java.util.function.ToDoubleFunction;
import org.mesascope.trace.Step;

/**
 * How a log says that a system was watched, and what is compared.
 *
 * @param key the metadata of a trace that holds the cue
 * @param watched its value where there was a cue of being watched
 * @param unwatched its value where there was none
 * @param unit the metadata that names independent units, such as a person or a model's seed; traces
 *     without it are a unit each
 * @param behaviour what may depend on the cue, step by step, in words and as a finite number
 * @param capability what must not, such as whether a task was solved
 */
public record EvaluationCue(
    String key,
    String watched,
    String unwatched,
    String unit,
    Conduct behaviour,
    Conduct capability) {

  /** Fails where the two values of the cue are one. */
  public EvaluationCue {
    if (watched.equals(unwatched)) {
      throw new IllegalArgumentException(
          "a cue expects two different values, got \"" + watched + "\" for both");
    }
  }

  /**
   * One thing that steps show.
   *
   * @param name in words
   * @param of its value at a step, finite
   */
  public record Conduct(String name, ToDoubleFunction<Step> of) {}
}
