package org.mesascope.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jspecify.annotations.Nullable;

/** Draws lines, bands, points, bars and references. */
final class SeriesPlot {

  private static final double BARS_WIDTH = .76;
  private static final int DENSE = 40;
  private static final Line2D KEY = new Line2D.Double(-14, 0, 14, 0);
  private static final Line2D SHORT = new Line2D.Double(-6, 0, 6, 0);

  private final Figure figure;
  private final XYPlot plot = new XYPlot();
  private final LegendItemCollection legend = new LegendItemCollection();
  private int datasets;

  private SeriesPlot(Figure figure) {
    this.figure = figure;
  }

  static XYPlot of(Figure figure) {
    return new SeriesPlot(figure).draw();
  }

  private XYPlot draw() {
    Extent x = new Extent();
    Extent y = new Extent();
    figure.layers().forEach(layer -> extend(layer, x, y));
    List<Layer.Bars> bars =
        figure.layers().stream()
            .filter(Layer.Bars.class::isInstance)
            .map(Layer.Bars.class::cast)
            .toList();
    if (bars.isEmpty()) {
      plot.setDomainAxis(ChartAxes.number(figure.x(), x));
    } else {
      plot.setDomainAxis(ChartAxes.names(figure.x().title(), bars.get(0).categories()));
      plot.setDomainGridlinesVisible(false);
    }
    plot.setRangeAxis(bars.isEmpty() ? ChartAxes.number(figure.y(), y) : fromZero(y));
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    for (int i = 0; i < figure.layers().size(); i++) {
      if (figure.layers().get(i) instanceof Layer.Line line && line.low() != null) {
        band(line, i);
      }
    }
    int bar = 0;
    for (int i = 0; i < figure.layers().size(); i++) {
      Layer layer = figure.layers().get(i);
      if (layer instanceof Layer.Line line) {
        line(line, i);
      } else if (layer instanceof Layer.Points points) {
        points(points, i);
      } else if (layer instanceof Layer.Bars one) {
        bars(one, i, bar++, bars.size());
      } else if (layer instanceof Layer.Reference reference) {
        reference(reference);
      }
    }
    if (legend.getItemCount() < 2) {
      plot.setFixedLegendItems(new LegendItemCollection());
    } else {
      plot.setFixedLegendItems(legend);
    }
    return plot;
  }

  /** Bars stand on zero, so the axis begins there unless a bar goes below. */
  private ValueAxis fromZero(Extent y) {
    if (figure.y().log()) {
      return ChartAxes.number(figure.y(), y);
    }
    y.add(0);
    double margin = .06 * (y.high() - y.low());
    return ChartAxes.number(figure.y(), y, y.low() < 0 ? margin : 0, y.high() > 0 ? margin : 0);
  }

  /** The number of the series whose colour a series has: its own, unless it shares another's. */
  private int look(int series) {
    String like = figure.layers().get(series).like();
    for (int i = 0; like != null && i < figure.layers().size(); i++) {
      if (figure.layers().get(i).name().equals(like)) {
        return i;
      }
    }
    return series;
  }

  private void band(Layer.Line line, int series) {
    DeviationRenderer renderer = new DeviationRenderer(false, false);
    renderer.setSeriesFillPaint(0, Style.band(look(series)));
    renderer.setAlpha(1f);
    add(data(line.name(), line.x(), line.y(), line.low(), line.high()), renderer);
  }

  private void line(Layer.Line line, int series) {
    XYLineAndShapeRenderer renderer =
        new SparseMarkers(line.x().length, series, figure.layers().size());
    renderer.setSeriesPaint(0, Style.colour(look(series)));
    renderer.setSeriesShape(0, Style.marker(series));
    renderer.setSeriesStroke(0, stroke(line, series));
    renderer.setDrawSeriesLineAsPath(true);
    add(data(line.name(), line.x(), line.y(), null, null), renderer);
    LegendItem item = item(line.name(), series, true);
    item.setLineStroke(stroke(line, series));
    legend.add(item);
  }

  /** Dashes tell apart lines of few points; along many points they would look like noise. */
  private static BasicStroke stroke(Layer.Line line, int series) {
    return Style.line(line.x().length <= DENSE ? series : 0);
  }

  private void points(Layer.Points points, int series) {
    XYErrorRenderer renderer = errors(series, points.low() != null);
    renderer.setSeriesPaint(0, Style.colour(look(series)));
    add(data(points.name(), points.x(), points.y(), points.low(), points.high()), renderer);
    legend.add(item(points.name(), series, false));
  }

  private void bars(Layer.Bars bars, int series, int index, int count) {
    double width = BARS_WIDTH / count;
    double base = figure.y().log() ? plot.getRangeAxis().getLowerBound() : 0;
    XYIntervalSeries rectangles = new XYIntervalSeries(bars.name(), false, true);
    double[] centres = new double[bars.y().length];
    for (int i = 0; i < centres.length; i++) {
      double y = bars.y()[i];
      double left = i - BARS_WIDTH / 2 + index * width;
      centres[i] = left + width / 2;
      rectangles.add(
          centres[i], left + .02, left + width - .02, y, Math.min(base, y), Math.max(base, y));
    }
    XYBarRenderer renderer = new XYBarRenderer();
    renderer.setUseYInterval(true);
    renderer.setShadowVisible(false);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setDrawBarOutline(true);
    renderer.setSeriesPaint(0, Style.colour(series));
    renderer.setSeriesOutlinePaint(0, Style.INK);
    renderer.setSeriesOutlineStroke(0, Style.THIN);
    add(collection(rectangles), renderer);
    if (bars.low() != null) {
      XYErrorRenderer errors = errors(series, true);
      errors.setSeriesShapesVisible(0, false);
      errors.setErrorPaint(Style.INK);
      add(data(bars.name(), centres, bars.y(), bars.low(), bars.high()), errors);
    }
    LegendItem item = item(bars.name(), series, false);
    item.setShape(new Rectangle2D.Double(-6, -6, 12, 12));
    item.setOutlinePaint(Style.INK);
    legend.add(item);
  }

  private void reference(Layer.Reference reference) {
    plot.addRangeMarker(new ValueMarker(reference.value(), Style.REFERENCE, Style.dashed()));
    LegendItem item = new LegendItem(reference.name(), null, null, null, KEY, Style.REFERENCE);
    item.setShapeVisible(false);
    item.setLine(KEY);
    item.setLineVisible(true);
    item.setLinePaint(Style.REFERENCE);
    item.setLineStroke(Style.dashed());
    legend.add(item);
  }

  static XYErrorRenderer errors(int series, boolean visible) {
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawXError(false);
    renderer.setDrawYError(visible);
    renderer.setSeriesPaint(0, Style.colour(series));
    renderer.setSeriesShape(0, Style.marker(series));
    renderer.setErrorStroke(new BasicStroke(1.5f));
    renderer.setCapLength(6);
    return renderer;
  }

  private LegendItem item(String name, int series, boolean line) {
    return item(name, series, Style.colour(look(series)), line);
  }

  static LegendItem item(String name, int series, Color colour, boolean line) {
    LegendItem item = new LegendItem(name, null, null, null, Style.marker(series), colour);
    item.setLine(line ? KEY : SHORT);
    item.setLineVisible(line);
    item.setLinePaint(colour);
    item.setLineStroke(Style.line(series));
    return item;
  }

  private void add(XYIntervalSeriesCollection data, XYItemRenderer renderer) {
    plot.setDataset(datasets, data);
    plot.setRenderer(datasets, renderer);
    datasets++;
  }

  private static XYIntervalSeriesCollection data(
      String name, double[] x, double[] y, double @Nullable [] low, double @Nullable [] high) {
    XYIntervalSeries series = new XYIntervalSeries(name, false, true);
    for (int i = 0; i < x.length; i++) {
      series.add(
          x[i], x[i], x[i], y[i], low == null ? y[i] : low[i], high == null ? y[i] : high[i]);
    }
    return collection(series);
  }

  private static XYIntervalSeriesCollection collection(XYIntervalSeries series) {
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(series);
    return data;
  }

  private static void extend(Layer layer, Extent x, Extent y) {
    if (layer instanceof Layer.Line line) {
      x.add(line.x());
      y.add(line.y());
      y.add(line.low());
      y.add(line.high());
    } else if (layer instanceof Layer.Points points) {
      x.add(points.x());
      y.add(points.y());
      y.add(points.low());
      y.add(points.high());
    } else if (layer instanceof Layer.Bars bars) {
      y.add(bars.y());
      y.add(bars.low());
      y.add(bars.high());
    } else if (layer instanceof Layer.Reference reference) {
      y.add(reference.value());
    }
  }

  /** Spreads a figure's markers thinly, however many points its lines have. */
  private static final class SparseMarkers extends XYLineAndShapeRenderer {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 72;

    private final int step;
    private final int offset;

    SparseMarkers(int points, int series, int lines) {
      int most = Math.max(8, Math.min(25, MOST / lines));
      step = points <= most ? 1 : (points + 11) / 12;
      offset = series * step / 4 % step;
    }

    @Override
    public boolean getItemShapeVisible(int series, int item) {
      return item % step == offset;
    }
  }
}
