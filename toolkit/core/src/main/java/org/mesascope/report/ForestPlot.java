package org.mesascope.report;

import java.awt.geom.Ellipse2D;
import java.util.List;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.mesascope.stats.Interval;

/** Draws estimates one below the other: names left, numbers right, points as rings below. */
final class ForestPlot {

  private static final double BELOW = .24;
  private static final Ellipse2D RING = new Ellipse2D.Double(-3, -3, 6, 6);

  private ForestPlot() {}

  static XYPlot of(Figure figure, Layer.Forest forest) {
    List<Estimate> estimates = forest.estimates();
    Extent extent = new Extent();
    XYIntervalSeries series = new XYIntervalSeries(forest.name(), false, true);
    XYIntervalSeries points = new XYIntervalSeries(forest.name() + ", points", false, true);
    for (int i = 0; i < estimates.size(); i++) {
      Estimate estimate = estimates.get(i);
      Interval interval = estimate.interval();
      double low = interval == null ? estimate.value() : finite(interval.low(), estimate.value());
      double high = interval == null ? estimate.value() : finite(interval.high(), estimate.value());
      extent.add(estimate.value());
      extent.add(low);
      extent.add(high);
      series.add(estimate.value(), low, high, i, i, i);
      for (double point : forest.points().get(i)) {
        extent.add(point);
        points.add(point, point, point, i + BELOW, i + BELOW, i + BELOW);
      }
    }
    boolean zero = !figure.x().log();
    if (zero) {
      extent.add(0);
    }
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(series);
    XYErrorRenderer renderer = SeriesPlot.errors(0, false);
    renderer.setDrawXError(true);
    XYPlot plot = new XYPlot();
    plot.setDataset(data);
    plot.setRenderer(renderer);
    if (points.getItemCount() > 0) {
      XYIntervalSeriesCollection rings = new XYIntervalSeriesCollection();
      rings.addSeries(points);
      plot.setDataset(1, rings);
      plot.setRenderer(1, rings());
    }
    plot.setDomainAxis(ChartAxes.number(figure.x(), extent));
    plot.setRangeAxis(rows(figure.y().title(), estimates.stream().map(Estimate::name).toList()));
    SymbolAxis numbers = rows("", estimates.stream().map(Numerals::estimate).toList());
    plot.setRangeAxis(1, numbers);
    plot.setRangeAxisLocation(1, AxisLocation.TOP_OR_RIGHT);
    plot.setRangeGridlinesVisible(false);
    if (zero) {
      plot.addDomainMarker(new ValueMarker(0, Style.REFERENCE, Style.dashed()));
    }
    plot.setFixedLegendItems(new LegendItemCollection());
    return plot;
  }

  private static XYLineAndShapeRenderer rings() {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    renderer.setSeriesShape(0, RING);
    renderer.setSeriesShapesFilled(0, false);
    renderer.setSeriesPaint(0, Style.colour(0));
    return renderer;
  }

  private static SymbolAxis rows(String title, List<String> names) {
    SymbolAxis axis = ChartAxes.names(title, names);
    axis.setInverted(true);
    return axis;
  }

  private static double finite(double end, double value) {
    return Double.isFinite(end) ? end : value;
  }
}
