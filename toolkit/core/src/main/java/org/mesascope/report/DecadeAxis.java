package org.mesascope.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis whose ticks are round numbers: decades, or 1, 2, 5 where few decades fit. */
final class DecadeAxis extends LogAxis {

  private static final long serialVersionUID = 1L;
  private static final int MOST_LABELS = 8;

  private DecadeAxis() {}

  static DecadeAxis over(Axis axis, double low, double high) {
    if (low <= 0) {
      throw new IllegalArgumentException(
          "axis \"%s\" is logarithmic and expects positive values, got %s"
              .formatted(axis.label(), low));
    }
    double factor = low < high ? Math.pow(high / low, .04) : 2;
    DecadeAxis out = new DecadeAxis();
    out.setAutoRange(false);
    out.setRange(
        axis.low() != null ? low : low / factor, axis.high() != null ? high : high * factor);
    return out;
  }

  @Override
  public List<ValueTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    double low = getLowerBound();
    double high = getUpperBound();
    int first = (int) Math.floor(Math.log10(low));
    int last = (int) Math.ceil(Math.log10(high));
    boolean fine = Math.log10(high / low) < 2.5;
    int step = Math.max(1, (last - first) / MOST_LABELS);
    TextAnchor anchor =
        RectangleEdge.isTopOrBottom(edge) ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
    List<ValueTick> ticks = new ArrayList<>();
    for (int exponent = first; exponent <= last; exponent++) {
      for (int digit = 1; digit < 10; digit++) {
        double value = Double.parseDouble(digit + "e" + exponent);
        if (value < low || value > high) {
          continue;
        }
        boolean major =
            fine
                ? digit == 1 || digit == 2 || digit == 5
                : digit == 1 && Math.floorMod(exponent, step) == 0;
        ticks.add(
            new NumberTick(
                major ? TickType.MAJOR : TickType.MINOR,
                value,
                major ? Numerals.brief(value) : "",
                anchor,
                TextAnchor.CENTER,
                0));
      }
    }
    return ticks;
  }
}
