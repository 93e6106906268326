package org.mesascope.gap;

import java.util.Arrays;

/**
 * How every system of a sweep did in one place.
 *
 * @param capability one number a system; not copied
 * @param objective one number a system, in the same order; not copied
 */
public record Scores(double[] capability, double[] objective) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Scores that
        && Arrays.equals(capability, that.capability)
        && Arrays.equals(objective, that.objective);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(capability) + Arrays.hashCode(objective);
  }

  @Override
  public String toString() {
    return "Scores[capability %s, objective %s]"
        .formatted(Arrays.toString(capability), Arrays.toString(objective));
  }
}
