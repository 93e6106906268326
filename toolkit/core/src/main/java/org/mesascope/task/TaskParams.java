package org.mesascope.task;

import java.util.Map;
import java.util.TreeMap;

/**
 * What sets one task apart from its family: named arrays of finite numbers (a matrix row by row).
 *
 * @param arrays by name, in the order of names; the arrays are not copied
 */
public record TaskParams(Map<String, double[]> arrays) {

  /** Fails where a number is not finite. */
  public TaskParams {
    arrays = new TreeMap<>(arrays);
    arrays.forEach(
        (name, values) -> {
          for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
              throw new IllegalArgumentException(
                  "a task's parameters expect finite numbers, got %s in %s[%d]"
                      .formatted(values[i], name, i));
            }
          }
        });
  }

  /** The array of that name. */
  public double[] get(String name) {
    double[] values = arrays.get(name);
    if (values == null) {
      throw new IllegalArgumentException(
          "these task parameters have no \"%s\", only %s: they are of another family"
              .formatted(name, arrays.keySet()));
    }
    return values;
  }
}
