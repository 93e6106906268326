package org.mesascope.report;

import java.awt.Color;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** Makes one chart of a figure without panels. */
final class Charts {

  private Charts() {}

  static JFreeChart of(Figure figure, boolean panel) {
    if (figure.layers().isEmpty()) {
      throw new IllegalStateException(
          "figure \"" + figure.title() + "\" has nothing to draw: add a line, points or bars");
    }
    Layer first = figure.layers().get(0);
    XYPlot plot =
        first instanceof Layer.Heat heat
            ? HeatPlot.of(figure, heat)
            : first instanceof Layer.Forest forest
                ? ForestPlot.of(figure, forest)
                : SeriesPlot.of(figure);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinePaint(Style.GRID);
    plot.setRangeGridlinePaint(Style.GRID);
    plot.setDomainGridlineStroke(Style.THIN);
    plot.setRangeGridlineStroke(Style.THIN);
    plot.setOutlinePaint(Style.INK);
    plot.setOutlineStroke(Style.THIN);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(8, 8, 8, 14));
    if (!figure.title().isEmpty()) {
      TextTitle title = new TextTitle(figure.title(), panel ? Style.PANEL_TITLE : Style.TITLE);
      title.setPaint(Style.INK);
      title.setHorizontalAlignment(HorizontalAlignment.LEFT);
      title.setPadding(0, 4, 8, 4);
      chart.setTitle(title);
    }
    if (plot.getFixedLegendItems().getItemCount() > 0) {
      LegendTitle legend = new LegendTitle(plot);
      legend.setItemFont(Style.TICK);
      legend.setItemPaint(Style.INK);
      legend.setPosition(RectangleEdge.BOTTOM);
      legend.setBackgroundPaint(Color.WHITE);
      legend.setPadding(6, 0, 0, 0);
      legend.setItemLabelPadding(new RectangleInsets(2, 3, 2, 12));
      chart.addLegend(legend);
    }
    for (String note : figure.notes()) {
      TextTitle below = new TextTitle(note, Style.NOTE);
      below.setPaint(Style.REFERENCE);
      below.setPosition(RectangleEdge.BOTTOM);
      below.setHorizontalAlignment(HorizontalAlignment.LEFT);
      below.setPadding(4, 4, 0, 4);
      chart.addSubtitle(0, below);
    }
    if (first instanceof Layer.Heat heat) {
      chart.addSubtitle(HeatPlot.legend(figure, heat));
    }
    return chart;
  }
}
