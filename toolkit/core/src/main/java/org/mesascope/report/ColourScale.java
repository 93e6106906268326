package org.mesascope.report;

import java.awt.Color;
import java.awt.Paint;
import java.util.List;
import org.jfree.chart.renderer.PaintScale;

/** Viridis for values of one sign, blue to white to red around zero for both. */
record ColourScale(double low, double high, List<Color> stops) implements PaintScale {

  /** How many colours there are: a reader tells no more apart, and files stay small. */
  static final int LEVELS = 64;

  private static final List<Color> ONE_SIGN =
      List.of(
          new Color(0x440154),
          new Color(0x482878),
          new Color(0x3E4989),
          new Color(0x31688E),
          new Color(0x26828E),
          new Color(0x1F9E89),
          new Color(0x35B779),
          new Color(0x6DCD59),
          new Color(0xB4DE2C),
          new Color(0xFDE725));

  private static final List<Color> TWO_SIGNS =
      List.of(
          new Color(0x2166AC),
          new Color(0x67A9CF),
          new Color(0xD1E5F0),
          new Color(0xF7F7F7),
          new Color(0xFDDBC7),
          new Color(0xEF8A62),
          new Color(0xB2182B));

  static ColourScale of(Axis axis, Layer.Heat heat) {
    Extent extent = new Extent();
    for (int r = 0; r < heat.values().length; r++) {
      for (int c = 0; c < heat.values()[r].length; c++) {
        if (!heat.hidden()[r][c]) {
          extent.add(heat.values()[r][c]);
        }
      }
    }
    double low = axis.low() != null ? axis.low() : extent.low();
    double high = axis.high() != null ? axis.high() : extent.high();
    if (low < 0 && high > 0) {
      double most = Math.max(-low, high);
      return new ColourScale(-most, most, TWO_SIGNS);
    }
    return new ColourScale(low, low < high ? high : low + 1, ONE_SIGN);
  }

  @Override
  public double getLowerBound() {
    return low;
  }

  @Override
  public double getUpperBound() {
    return high;
  }

  @Override
  public Paint getPaint(double value) {
    return colour(value);
  }

  Color ink(double value) {
    Color c = colour(value);
    double luminance = .299 * c.getRed() + .587 * c.getGreen() + .114 * c.getBlue();
    return luminance > 140 ? Color.BLACK : Color.WHITE;
  }

  Color colour(double value) {
    double share = Math.min(1, Math.max(0, (value - low) / (high - low)));
    double place = Math.rint(share * LEVELS) / LEVELS * (stops.size() - 1);
    int i = Math.min((int) place, stops.size() - 2);
    Color a = stops.get(i);
    Color b = stops.get(i + 1);
    double t = place - i;
    return new Color(
        mix(a.getRed(), b.getRed(), t),
        mix(a.getGreen(), b.getGreen(), t),
        mix(a.getBlue(), b.getBlue(), t));
  }

  private static int mix(int a, int b, double t) {
    return (int) Math.round(a + t * (b - a));
  }
}
