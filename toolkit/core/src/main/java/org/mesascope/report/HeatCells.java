package org.mesascope.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/**
 * The coloured cells of a heat map: one path a colour, with neighbours of one colour joined, so
 * that a vector file of a thousand cells stays small.
 */
final class HeatCells extends AbstractXYAnnotation {

  private static final long serialVersionUID = 1L;

  private final transient Layer.Heat heat;
  private final transient ColourScale scale;

  HeatCells(Layer.Heat heat, ColourScale scale) {
    this.heat = heat;
    this.scale = scale;
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
    Map<Color, Path2D> paths = new LinkedHashMap<>();
    int columns = heat.columns().size();
    for (int r = 0; r < heat.rows().size(); r++) {
      double top = vertical.valueToJava2D(r - .5, area, RectangleEdge.LEFT);
      double bottom = vertical.valueToJava2D(r + .5, area, RectangleEdge.LEFT);
      for (int c = 0, end; c < columns; c = end) {
        Color colour = colour(r, c);
        end = c + 1;
        while (end < columns && colour(r, end).equals(colour)) {
          end++;
        }
        double left = horizontal.valueToJava2D(c - .5, area, RectangleEdge.BOTTOM);
        double right = horizontal.valueToJava2D(end - .5, area, RectangleEdge.BOTTOM);
        Path2D path = paths.computeIfAbsent(colour, key -> new Path2D.Double());
        path.moveTo(left, top);
        path.lineTo(right, top);
        path.lineTo(right, bottom);
        path.lineTo(left, bottom);
        path.closePath();
      }
    }
    Object antialiasing = graphics.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    paths.forEach(
        (colour, path) -> {
          graphics.setPaint(colour);
          graphics.fill(path);
        });
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, antialiasing);
  }

  private Color colour(int row, int column) {
    return heat.hidden()[row][column] ? Style.HIDDEN : scale.colour(heat.values()[row][column]);
  }
}
