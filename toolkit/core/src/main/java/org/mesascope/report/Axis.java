package org.mesascope.report;

import org.jspecify.annotations.Nullable;

/**
 * One axis of a figure.
 *
 * @param label what it measures
 * @param unit unit, empty where there is none
 * @param log whether the scale is logarithmic
 * @param low where it begins, or null to follow the data
 * @param high where it ends, or null to follow the data
 */
public record Axis(
    String label, String unit, boolean log, @Nullable Double low, @Nullable Double high) {

  /** Fails on a range that is not finite, not in order, or not positive on a log scale. */
  public Axis {
    if (low != null && high != null && !(low < high && Double.isFinite(high - low))) {
      throw new IllegalArgumentException(
          "axis \"%s\" expects low < high, both finite, got %s to %s".formatted(label, low, high));
    }
    if (log && low != null && low <= 0) {
      throw new IllegalArgumentException(
          "axis \"%s\" is logarithmic and expects a positive start, got %s".formatted(label, low));
    }
  }

  static Axis of(String label, String unit) {
    return new Axis(label, unit, false, null, null);
  }

  Axis named(String otherLabel, String otherUnit) {
    return new Axis(otherLabel, otherUnit, log, low, high);
  }

  Axis logarithmic() {
    return new Axis(label, unit, true, low, high);
  }

  Axis between(double low, double high) {
    return new Axis(label, unit, log, low, high);
  }

  /** Label and unit as they stand beside the axis. */
  String title() {
    return unit.isEmpty() ? label : label.isEmpty() ? unit : label + " (" + unit + ")";
  }
}
