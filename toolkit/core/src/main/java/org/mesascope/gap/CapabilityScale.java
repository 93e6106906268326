package org.mesascope.gap;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import org.mesascope.world.Policy;

/**
 * One system with more and more capability: planning depth, thinking time, inverse temperature.
 *
 * @param axis what grows, with its unit
 * @param levels ascending, at least 2; not copied
 * @param system the system at a level
 */
public record CapabilityScale(String axis, double[] levels, DoubleFunction<Policy> system) {

  /** Fails on fewer than 2 levels, and on levels that do not ascend. */
  public CapabilityScale {
    boolean ascending = levels.length >= 2;
    for (int k = 0; k < levels.length; k++) {
      ascending &= Double.isFinite(levels[k]) && (k == 0 || levels[k] > levels[k - 1]);
    }
    if (!ascending) {
      throw new IllegalArgumentException(
          "a scale of capability expects at least 2 finite levels in ascending order, got "
              + Arrays.toString(levels));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CapabilityScale that
        && axis.equals(that.axis)
        && Arrays.equals(levels, that.levels)
        && system.equals(that.system);
  }

  @Override
  public int hashCode() {
    return 31 * axis.hashCode() + Arrays.hashCode(levels);
  }

  @Override
  public String toString() {
    return axis + " " + Arrays.toString(levels);
  }
}
