package org.mesascope.gap;

import java.util.Objects;

/**
 * The two questions of a gap, kept apart: did the system get anywhere, and did it get what was
 * intended? A system that still gets somewhere when it no longer gets what was intended has kept
 * its capability and lost its objective.
 *
 * @param capability what counts as getting anywhere, in words: an axis label
 * @param capabilityMeasure how much of that a system gets
 * @param objective what was intended, in words
 * @param objectiveMeasure how much of that a system gets, on the same scale
 * @param scale what both measures count, such as "share of episodes": an axis label
 */
public record Outcomes<S, E>(
    String capability,
    Measure<S, E> capabilityMeasure,
    String objective,
    Measure<S, E> objectiveMeasure,
    String scale) {

  public Outcomes {
    Objects.requireNonNull(capabilityMeasure, "capabilityMeasure");
    Objects.requireNonNull(objectiveMeasure, "objectiveMeasure");
    if (capability.equals(objective)) {
      throw new IllegalArgumentException(
          "capability and objective expect different names, got \"" + capability + "\" for both");
    }
  }

  /** Both names and the scale. */
  String names() {
    return "%s; %s; %s".formatted(capability, objective, scale);
  }
}
