package org.mesascope.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.mesascope.stats.Interval;

/** How numbers are written for a reader: the same digits everywhere, in no locale. */
final class Numerals {

  private static final double LARGEST_WHOLE = 1e15;

  private Numerals() {}

  static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
  }

  /** A whole number in full. */
  static String whole(double value) {
    return Long.toString((long) value);
  }

  /** A number with significant digits, trailing zeros kept; digits before the point never go. */
  static String significant(double value, int digits) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "-∞";
    }
    if (value == 0) {
      return "0";
    }
    int exponent = exponent(new BigDecimal(value).round(new MathContext(digits)));
    if (exponent < -4 || exponent > 8) {
      return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
    }
    return fixed(value, Math.max(0, digits - 1 - exponent));
  }

  /** A short form for axes and prose: significant digits without trailing zeros. */
  static String brief(double value) {
    return brief(value, 3);
  }

  static String brief(double value, int digits) {
    if (isWhole(value) && Math.abs(value) < 1e6) {
      return whole(value);
    }
    String text = significant(value, digits);
    int e = text.indexOf('e');
    String mantissa = e < 0 ? text : text.substring(0, e);
    if (mantissa.indexOf('.') >= 0) {
      mantissa = mantissa.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
    return e < 0 ? mantissa : mantissa + text.substring(e);
  }

  /** An estimate as {@code value [low, high]}, to two significant digits of half its width. */
  static String estimate(Estimate estimate) {
    Interval interval = estimate.interval();
    double value = estimate.value();
    if (interval == null) {
      return brief(value, 4);
    }
    double width = interval.width();
    int decimals = 3;
    if (Double.isFinite(width) && width > 0) {
      decimals = Math.max(0, 1 - exponent(new BigDecimal(width / 2)));
    }
    boolean scientific = decimals > 8 || Math.abs(value) >= 1e9;
    return "%s [%s, %s]"
        .formatted(
            scientific ? significant(value, 4) : fixed(value, decimals),
            scientific ? significant(interval.low(), 4) : fixed(interval.low(), decimals),
            scientific ? significant(interval.high(), 4) : fixed(interval.high(), decimals));
  }

  /** A value on an axis with ticks this far apart. */
  static String tick(double value, double step) {
    int decimals = -exponent(new BigDecimal(step));
    if (decimals > 4 || Math.abs(value) >= 1e7) {
      return brief(Math.rint(value / step) * step, 4);
    }
    return fixed(Math.rint(value / step) * step + 0.0, Math.max(0, decimals));
  }

  private static String fixed(double value, int decimals) {
    if (Double.isInfinite(value)) {
      return significant(value, 1);
    }
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.toPlainString();
  }

  private static int exponent(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }
}
