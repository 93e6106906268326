package org.mesascope.report;

import java.text.DecimalFormat;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;

/** Makes the chart library's axes in our style. */
final class ChartAxes {

  private static final double MARGIN = .04;

  private ChartAxes() {}

  /** An axis over the data, whose range is the one asked for or else the data's with a margin. */
  static ValueAxis number(Axis axis, double dataLow, double dataHigh, double margin) {
    double low = axis.low() != null ? axis.low() : dataLow;
    double high = axis.high() != null ? axis.high() : dataHigh;
    if (axis.log()) {
      return styled(DecadeAxis.over(axis, low, high), axis.title());
    }
    if (!(low < high)) {
      double pad = low == 0 ? 1 : Math.abs(low) * .1;
      low = axis.low() != null ? low : low - pad;
      high = low + 2 * pad;
    }
    double pad = (high - low) * margin;
    NumberAxis out = new NumberAxis();
    out.setAutoRange(false);
    out.setRange(axis.low() != null ? low : low - pad, axis.high() != null ? high : high + pad);
    out.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ROOT));
    if (Math.max(Math.abs(low), Math.abs(high)) >= 1e6 || high - low < 1e-4) {
      out.setNumberFormatOverride(new BriefFormat());
    }
    return styled(out, axis.title());
  }

  static ValueAxis number(Axis axis, double dataLow, double dataHigh) {
    return number(axis, dataLow, dataHigh, MARGIN);
  }

  /** An axis of names at 0, 1, 2, … */
  static SymbolAxis names(String title, List<String> names) {
    SymbolAxis out = new SymbolAxis("", names.toArray(String[]::new));
    out.setGridBandsVisible(false);
    out.setAutoRange(false);
    out.setRange(-.5, names.size() - .5);
    styled(out, title);
    out.setTickMarksVisible(false);
    return out;
  }

  static <A extends ValueAxis> A styled(A axis, String title) {
    axis.setLabel(title.isEmpty() ? null : title);
    axis.setLabelFont(Style.LABEL);
    axis.setTickLabelFont(Style.TICK);
    axis.setLabelPaint(Style.INK);
    axis.setTickLabelPaint(Style.INK);
    axis.setAxisLinePaint(Style.INK);
    axis.setTickMarkPaint(Style.INK);
    axis.setAxisLineVisible(false);
    return axis;
  }

  /** Numbers too large or too small for plain digits. */
  private static final class BriefFormat extends NumberFormat {
    private static final long serialVersionUID = 1L;

    @Override
    public StringBuffer format(double value, StringBuffer out, FieldPosition position) {
      return out.append(Numerals.brief(value, 4));
    }

    @Override
    public StringBuffer format(long value, StringBuffer out, FieldPosition position) {
      return format((double) value, out, position);
    }

    @Override
    public Number parse(String text, ParsePosition position) {
      return new DecimalFormat().parse(text, position);
    }
  }
}
