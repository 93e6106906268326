package org.mesascope.report;

import org.jspecify.annotations.Nullable;

/** The least and the greatest of what was added. */
final class Extent {

  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;

  void add(double value) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }

  void add(double @Nullable [] values) {
    if (values != null) {
      for (double value : values) {
        add(value);
      }
    }
  }

  /** The least, or 0 where nothing was added. */
  double low() {
    return low <= high ? low : 0;
  }

  /** The greatest, or 1 where nothing was added. */
  double high() {
    return low <= high ? high : 1;
  }
}
