package org.mesascope.optimizer;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an {@link OuterGradient.Run} remembers between two estimates, in the form that a checkpoint
 * keeps.
 *
 * @param counters by name: inner steps taken, problems drawn
 * @param arrays by name: parameters and inner states of the problems under way, accumulators; not
 *     copied
 */
public record OuterState(Map<String, Long> counters, Map<String, float[]> arrays) {

  /** In the order of names. */
  public OuterState {
    counters = new TreeMap<>(counters);
    arrays = new TreeMap<>(arrays);
  }

  /** The counter of that name. */
  public long counter(String name) {
    Long value = counters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "this state has no counter \"%s\", only %s: it is of another estimator"
              .formatted(name, counters.keySet()));
    }
    return value;
  }

  /** Copies the array of that name into one of the same length. */
  public void copyTo(String name, float[] target) {
    float[] values = arrays.get(name);
    if (values == null || values.length != target.length) {
      throw new IllegalArgumentException(
          "this state expects an array \"%s\" of %d numbers, got %s: it is of another estimator"
              .formatted(name, target.length, values == null ? "none" : values.length));
    }
    System.arraycopy(values, 0, target, 0, target.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OuterState that
        && counters.equals(that.counters)
        && arrays.keySet().equals(that.arrays.keySet())
        && arrays.keySet().stream()
            .allMatch(name -> Arrays.equals(arrays.get(name), that.arrays.get(name)));
  }

  @Override
  public int hashCode() {
    int hash = counters.hashCode();
    for (var entry : arrays.entrySet()) {
      hash = 31 * hash + entry.getKey().hashCode() + Arrays.hashCode(entry.getValue());
    }
    return hash;
  }
}
