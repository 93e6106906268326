package org.mesascope.report;

import java.awt.Color;
import java.awt.Paint;
import java.util.List;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYZDataset;

/** Draws values on a grid, with a colour bar; on small grids the numbers too. */
final class HeatPlot {

  private static final int MOST_NUMBERS = 144;
  private static final int MOST_NAMES = 24;

  private HeatPlot() {}

  static XYPlot of(Figure figure, Layer.Heat heat) {
    int rows = heat.rows().size();
    int columns = heat.columns().size();
    ColourScale scale = ColourScale.of(figure.colour(), heat);
    double[][] xyz = new double[3][rows * columns];
    for (int i = 0; i < rows * columns; i++) {
      int r = i / columns;
      int c = i % columns;
      xyz[0][i] = c;
      xyz[1][i] = r;
      xyz[2][i] = heat.hidden()[r][c] ? Double.NaN : heat.values()[r][c];
    }
    DefaultXYZDataset data = new DefaultXYZDataset();
    data.addSeries(heat.name(), xyz);
    XYBlockRenderer renderer = new XYBlockRenderer();
    renderer.setPaintScale(scale);
    XYPlot plot = new XYPlot();
    plot.setDataset(data);
    plot.setRenderer(renderer);
    plot.setDomainAxis(axis(figure.x().title(), heat.columns()));
    ValueAxis vertical = axis(figure.y().title(), heat.rows());
    vertical.setInverted(true);
    plot.setRangeAxis(vertical);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    if (rows * columns <= MOST_NUMBERS) {
      numbers(plot, heat, scale);
    }
    plot.setFixedLegendItems(new LegendItemCollection());
    return plot;
  }

  static PaintScaleLegend legend(Figure figure, Layer.Heat heat) {
    ColourScale scale = ColourScale.of(figure.colour(), heat);
    Axis shown = Axis.of(figure.colour().label(), figure.colour().unit());
    ValueAxis axis = ChartAxes.number(shown, scale.getLowerBound(), scale.getUpperBound(), 0);
    PaintScaleLegend legend = new PaintScaleLegend(scale, axis);
    legend.setPosition(RectangleEdge.RIGHT);
    legend.setStripWidth(14);
    legend.setSubdivisionCount(64);
    legend.setMargin(new RectangleInsets(4, 10, 44, 6));
    legend.setBackgroundPaint(Color.WHITE);
    return legend;
  }

  private static void numbers(XYPlot plot, Layer.Heat heat, ColourScale scale) {
    for (int r = 0; r < heat.rows().size(); r++) {
      for (int c = 0; c < heat.columns().size(); c++) {
        if (heat.hidden()[r][c]) {
          continue;
        }
        double value = heat.values()[r][c];
        XYTextAnnotation text = new XYTextAnnotation(Numerals.brief(value, 2), c, r);
        text.setFont(Style.CELL);
        text.setPaint(scale.ink(value));
        plot.addAnnotation(text);
      }
    }
  }

  private static ValueAxis axis(String title, List<String> names) {
    SymbolAxis axis = ChartAxes.names(title, names);
    if (names.size() > MOST_NAMES) {
      axis.setTickUnit(new org.jfree.chart.axis.NumberTickUnit(Math.ceil(names.size() / 12.0)));
    }
    return axis;
  }

  /**
   * Viridis for values of one sign, blue to white to red around zero for both; cells without a
   * value are grey.
   */
  private record ColourScale(double low, double high, List<Color> stops) implements PaintScale {

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
      return Double.isNaN(value) ? Style.HIDDEN : colour(value);
    }

    Color ink(double value) {
      Color c = colour(value);
      double luminance = .299 * c.getRed() + .587 * c.getGreen() + .114 * c.getBlue();
      return luminance > 140 ? Color.BLACK : Color.WHITE;
    }

    private Color colour(double value) {
      double place = Math.min(1, Math.max(0, (value - low) / (high - low))) * (stops.size() - 1);
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
}
