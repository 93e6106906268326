package org.mesascope.report;

import java.awt.Color;
import java.util.List;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** Draws values on a grid, with a colour bar; on small grids the numbers too, or else paths. */
final class HeatPlot {

  private static final int MOST_NUMBERS = 144;
  private static final int MOST_NAMES = 24;
  private static final int MOST_LETTERS = 50;
  private static final double ASIDE = 7;

  private HeatPlot() {}

  static XYPlot of(Figure figure, Layer.Heat heat) {
    int rows = heat.rows().size();
    int columns = heat.columns().size();
    ColourScale scale = ColourScale.of(figure.colour(), heat);
    XYPlot plot = new XYPlot();
    ValueAxis horizontal = axis(figure.x().title(), heat.columns());
    horizontal.setVerticalTickLabels(
        heat.columns().stream().mapToInt(String::length).sum() > MOST_LETTERS);
    plot.setDomainAxis(horizontal);
    ValueAxis vertical = axis(figure.y().title(), heat.rows());
    vertical.setInverted(true);
    plot.setRangeAxis(vertical);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    plot.addAnnotation(new HeatCells(heat, scale));
    List<Layer> paths = figure.layers().subList(1, figure.layers().size());
    if (rows * columns <= MOST_NUMBERS && paths.isEmpty()) {
      numbers(plot, heat, scale);
    }
    LegendItemCollection legend = new LegendItemCollection();
    for (int i = 0; i < paths.size(); i++) {
      double aside = ASIDE * (i - (paths.size() - 1) / 2.0);
      PathMarks marks = new PathMarks((Layer.Path) paths.get(i), i + 1, aside);
      plot.addAnnotation(marks);
      legend.add(marks.legend());
    }
    plot.setFixedLegendItems(legend);
    return plot;
  }

  static PaintScaleLegend legend(Figure figure, Layer.Heat heat) {
    ColourScale scale = ColourScale.of(figure.colour(), heat);
    Axis shown = Axis.of(figure.colour().label(), figure.colour().unit());
    Extent extent = new Extent();
    extent.add(scale.low());
    extent.add(scale.high());
    ValueAxis axis = ChartAxes.number(shown, extent, 0, 0);
    PaintScaleLegend legend = new PaintScaleLegend(scale, axis);
    legend.setPosition(RectangleEdge.RIGHT);
    legend.setStripWidth(14);
    legend.setSubdivisionCount(ColourScale.LEVELS);
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
      axis.setTickUnit(new NumberTickUnit(Math.ceil(names.size() / 12.0)));
    }
    return axis;
  }
}
