package org.mesascope.report;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;

/** Makes the chart library's axes in our style. */
final class ChartAxes {

  private static final double MARGIN = .04;
  private static final int MOST_STEPS = 7;

  private ChartAxes() {}

  /** An axis over the data, whose range is the one asked for or else the data's with a margin. */
  static ValueAxis number(Axis axis, Extent data) {
    double span = data.high() - data.low();
    return number(axis, data, MARGIN * span, MARGIN * span);
  }

  /** An axis over the data with these margins, kept at an end that the axis does not fix. */
  static ValueAxis number(Axis axis, Extent data, double below, double above) {
    double low = axis.low() != null ? axis.low() : data.low();
    double high = axis.high() != null ? axis.high() : data.high();
    if (axis.log()) {
      return styled(DecadeAxis.over(axis, low, high), axis.title());
    }
    if (!(low < high)) {
      double pad = low == 0 ? 1 : Math.abs(low) * .1;
      low = axis.low() != null ? low : high - pad;
      high = axis.high() != null ? high : low + 2 * pad;
    }
    NumberAxis out = new NumberAxis();
    out.setAutoRange(false);
    out.setRange(axis.low() != null ? low : low - below, axis.high() != null ? high : high + above);
    double step = step(high - low);
    out.setTickUnit(new NumberTickUnit(step, new TickFormat(step)), false, true);
    return styled(out, axis.title());
  }

  /** An axis of names at 0, 1, 2, … */
  static SymbolAxis names(String title, List<String> names) {
    SymbolAxis out = new SymbolAxis("", names.toArray(String[]::new));
    out.setGridBandsVisible(false);
    out.setAutoRange(false);
    out.setRange(-.5, names.size() - .5);
    out.setTickMarksVisible(false);
    return styled(out, title);
  }

  private static <A extends ValueAxis> A styled(A axis, String title) {
    axis.setLabel(title.isEmpty() ? null : title);
    axis.setLabelFont(Style.LABEL);
    axis.setTickLabelFont(Style.TICK);
    axis.setLabelPaint(Style.INK);
    axis.setTickLabelPaint(Style.INK);
    axis.setTickMarkPaint(Style.INK);
    axis.setAxisLineVisible(false);
    return axis;
  }

  /** The least of 1, 2 or 5 times a power of ten that takes at most {@link #MOST_STEPS} steps. */
  private static double step(double span) {
    int exponent = (int) Math.floor(Math.log10(span / MOST_STEPS));
    for (int digit : new int[] {1, 2, 5}) {
      double step = Double.parseDouble(digit + "e" + exponent);
      if (span / step <= MOST_STEPS) {
        return step;
      }
    }
    return Double.parseDouble("1e" + (exponent + 1));
  }

  /** As many decimals as the step has; powers of ten where plain digits would be long. */
  private static final class TickFormat extends NumberFormat {
    private static final long serialVersionUID = 1L;

    private final double step;

    TickFormat(double step) {
      this.step = step;
    }

    @Override
    public StringBuffer format(double value, StringBuffer out, FieldPosition position) {
      return out.append(Numerals.tick(value, step));
    }

    @Override
    public StringBuffer format(long value, StringBuffer out, FieldPosition position) {
      return format((double) value, out, position);
    }

    @Override
    public Number parse(String text, ParsePosition position) {
      throw new UnsupportedOperationException("ticks are written, never read");
    }
  }
}
