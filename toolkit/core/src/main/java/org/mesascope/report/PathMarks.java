package org.mesascope.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.LegendItem;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/**
 * A path over the cells of a heat map: a marker where it begins, an arrow where it ends, white
 * around both so that they stand out on any colour.
 */
final class PathMarks extends AbstractXYAnnotation {

  private static final long serialVersionUID = 1L;
  private static final BasicStroke HALO =
      new BasicStroke(5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  private final transient Layer.Path path;
  private final int series;
  private final double aside;

  /**
   * @param aside how far it is drawn down and to the right, in points, so that paths over the same
   *     cells stay apart
   */
  PathMarks(Layer.Path path, int series, double aside) {
    this.path = path;
    this.series = series;
    this.aside = aside;
  }

  @Override
  public void draw(
      Graphics2D graphics,
      XYPlot plot,
      Rectangle2D area,
      ValueAxis horizontal,
      ValueAxis vertical,
      int rendererIndex,
      PlotRenderingInfo info) {
    int count = path.x().length;
    double[] x = new double[count];
    double[] y = new double[count];
    Path2D line = new Path2D.Double();
    for (int i = 0; i < count; i++) {
      x[i] = horizontal.valueToJava2D(path.x()[i], area, RectangleEdge.BOTTOM) + aside;
      y[i] = vertical.valueToJava2D(path.y()[i], area, RectangleEdge.LEFT) + aside;
      if (i == 0) {
        line.moveTo(x[i], y[i]);
      } else {
        line.lineTo(x[i], y[i]);
      }
    }
    Color colour = Style.colour(series);
    if (count > 1) {
      stroke(graphics, line, HALO, Color.WHITE);
      stroke(graphics, line, Style.line(series), colour);
      arrow(graphics, x, y, colour);
    }
    mark(graphics, AffineTransform.getTranslateInstance(x[0], y[0]), Style.marker(series), colour);
  }

  /** At the end of the last step that went anywhere. */
  private static void arrow(Graphics2D graphics, double[] x, double[] y, Color colour) {
    int last = x.length - 1;
    int from = last - 1;
    while (from > 0 && x[from] == x[last] && y[from] == y[last]) {
      from--;
    }
    AffineTransform place = AffineTransform.getTranslateInstance(x[last], y[last]);
    place.rotate(Math.atan2(y[last] - y[from], x[last] - x[from]));
    Path2D head = new Path2D.Double();
    head.moveTo(6, 0);
    head.lineTo(-5, 5);
    head.lineTo(-5, -5);
    head.closePath();
    mark(graphics, place, head, colour);
  }

  private static void mark(Graphics2D graphics, AffineTransform place, Shape shape, Color colour) {
    Shape there = place.createTransformedShape(shape);
    stroke(graphics, there, new BasicStroke(2.4f), Color.WHITE);
    graphics.setPaint(colour);
    graphics.fill(there);
  }

  private static void stroke(Graphics2D graphics, Shape shape, BasicStroke stroke, Color colour) {
    graphics.setStroke(stroke);
    graphics.setPaint(colour);
    graphics.draw(shape);
  }

  LegendItem legend() {
    boolean line = path.x().length > 1;
    return SeriesPlot.item(path.name(), series, Style.colour(series), line);
  }
}
