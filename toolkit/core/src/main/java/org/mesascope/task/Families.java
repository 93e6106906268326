package org.mesascope.task;

import java.util.Locale;

/** Checks that the families share. */
final class Families {

  private Families() {}

  static int positive(String family, String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "%s: %s expects at least 1, got %d".formatted(family, what, value));
    }
    return value;
  }

  static double above(String family, String what, double value, double least) {
    if (!(value > least) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s: %s expects a finite number above %s, got %s"
              .formatted(family, what, shown(least), value));
    }
    return value;
  }

  static double atLeast(String family, String what, double value, double least) {
    if (!(value >= least) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s: %s expects a finite number of at least %s, got %s"
              .formatted(family, what, shown(least), value));
    }
    return value;
  }

  /** A task's array of that name, which must have that length. */
  static double[] array(TaskFamily family, TaskParams params, String name, int length) {
    double[] values = params.get(name);
    if (values.length != length) {
      throw new IllegalArgumentException(
          "%s expects %d numbers in \"%s\", got %d: these task parameters are of another family"
              .formatted(family.name(), length, name, values.length));
    }
    return values;
  }

  /** A number as a name shows it. */
  static String shown(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
