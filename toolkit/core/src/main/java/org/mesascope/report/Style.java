package org.mesascope.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** What every figure looks like: colours, markers, dashes and fonts. */
final class Style {

  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
  static final Font PANEL_TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 13);
  static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font NOTE = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  static final Font CELL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  static final Color INK = new Color(0x222222);
  static final Color GRID = new Color(0xE3E3E3);
  static final Color HIDDEN = new Color(0xBDBDBD);
  static final Color REFERENCE = new Color(0x666666);
  static final BasicStroke THIN = new BasicStroke(1f);
  static final int BAND_ALPHA = 56;

  /** Okabe and Ito (2008), strongest on white first; yellow is left out, it fades on white. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9),
          new Color(0x000000));

  private static final List<float[]> DASHES =
      List.of(
          new float[0],
          new float[] {8, 4},
          new float[] {2, 3},
          new float[] {9, 3, 2, 3},
          new float[] {14, 4},
          new float[] {5, 2},
          new float[] {12, 3, 2, 3, 2, 3});

  private static final double R = 4;

  private static final List<Shape> MARKERS =
      List.of(
          new Ellipse2D.Double(-R, -R, 2 * R, 2 * R),
          new Rectangle2D.Double(-R + .4, -R + .4, 2 * R - .8, 2 * R - .8),
          polygon(0, -5, 4.6, 3.6, -4.6, 3.6),
          polygon(0, -5.2, 5.2, 0, 0, 5.2, -5.2, 0),
          polygon(0, 5, 4.6, -3.6, -4.6, -3.6),
          polygon(
              -1.5, -4.5, 1.5, -4.5, 1.5, -1.5, 4.5, -1.5, 4.5, 1.5, 1.5, 1.5, 1.5, 4.5, -1.5, 4.5,
              -1.5, 1.5, -4.5, 1.5, -4.5, -1.5, -1.5, -1.5),
          polygon(-5, 0, 3.6, 4.6, 3.6, -4.6));

  private Style() {}

  static Color colour(int series) {
    return COLOURS.get(series % COLOURS.size());
  }

  static Color band(int series) {
    Color colour = colour(series);
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), BAND_ALPHA);
  }

  static Shape marker(int series) {
    return MARKERS.get(series % MARKERS.size());
  }

  /** The line of a series; where colours repeat, the dash does not. */
  static BasicStroke line(int series) {
    return stroke(2f, DASHES.get((series + series / COLOURS.size()) % DASHES.size()));
  }

  static BasicStroke dashed() {
    return stroke(1.4f, new float[] {6, 4});
  }

  private static BasicStroke stroke(float width, float[] dash) {
    return dash.length == 0
        ? new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, dash, 0f);
  }

  private static Shape polygon(double... xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    path.closePath();
    return path;
  }
}
