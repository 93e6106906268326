package org.mesascope.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What stands in one cell of a {@link ResultTable}. */
public sealed interface Cell {

  /** Words. */
  record Text(String value) implements Cell {
    public Text {
      Objects.requireNonNull(value, "value");
    }
  }

  /**
   * A number.
   *
   * @param value never NaN; ±∞ is shown as such
   * @param digits significant digits shown where the number is not whole; exports keep them all
   */
  record Numeric(double value, int digits) implements Cell {
    static final int DEFAULT_DIGITS = 4;

    /** Fails on NaN, which is no result, and on digits outside 1 to 17. */
    public Numeric {
      if (Double.isNaN(value)) {
        throw new IllegalArgumentException(
            "a cell expects a number, got NaN; pass null where a value is missing");
      }
      if (digits < 1 || digits > 17) {
        throw new IllegalArgumentException("a cell shows 1 to 17 digits, got " + digits);
      }
    }
  }

  /** An estimate, shown as {@code value [low, high]}. */
  record Measured(Estimate estimate) implements Cell {}

  /** Nothing is known here; shown as a dash, never as a number. */
  record Missing() implements Cell {}

  /**
   * The cell for a value: a null is missing, a number a number, an {@link Estimate} an estimate,
   * and anything else its text.
   *
   * @throws IllegalArgumentException on NaN
   */
  static Cell of(@Nullable Object value) {
    if (value == null) {
      return new Missing();
    }
    if (value instanceof Cell cell) {
      return cell;
    }
    if (value instanceof Estimate estimate) {
      return new Measured(estimate);
    }
    if (value instanceof Number number) {
      return new Numeric(number.doubleValue(), Numeric.DEFAULT_DIGITS);
    }
    return new Text(value.toString());
  }

  /** A number shown with that many significant digits. */
  static Cell number(double value, int digits) {
    return new Numeric(value, digits);
  }
}
