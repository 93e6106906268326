package org.mesascope.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.text.TextUtils;
import org.mesascope.display.HtmlText;
import org.mesascope.display.MimeBundle;

/** Turns figures into images. Sizes are in points; a PNG has two pixels to the point. */
final class FigureImage {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int PANEL_WIDTH = 420;
  private static final int PANEL_HEIGHT = 340;
  private static final int HEADING = 34;
  private static final int SCALE = 2;

  static {
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  private FigureImage() {}

  static int width(Figure figure) {
    return figure.panels().isEmpty() ? WIDTH : PANEL_WIDTH * figure.panels().size();
  }

  private static int height(Figure figure) {
    if (figure.panels().isEmpty()) {
      return height(figure, WIDTH, HEIGHT);
    }
    return HEADING
        + figure.panels().stream()
            .mapToInt(panel -> height(panel, PANEL_WIDTH, PANEL_HEIGHT))
            .max()
            .orElseThrow();
  }

  /** Forests grow with their rows; the cells of a heat map are about square. */
  private static int height(Figure figure, int width, int usual) {
    Layer first = figure.layers().isEmpty() ? null : figure.layers().get(0);
    if (first instanceof Layer.Forest forest) {
      return 110 + 30 * forest.estimates().size();
    }
    if (first instanceof Layer.Heat heat) {
      double aspect = (double) heat.rows().size() / heat.columns().size();
      return (int) Math.max(180, Math.min(width, 100 + aspect * (width - 170)));
    }
    return usual;
  }

  static byte[] png(Figure figure) {
    int width = width(figure);
    int height = height(figure);
    BufferedImage image =
        new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(SCALE, SCALE);
    paint(figure, graphics, width, height);
    graphics.dispose();
    return PngImage.encode(image);
  }

  static String svg(Figure figure) {
    int width = width(figure);
    int height = height(figure);
    return SvgDocument.draw(
        width, height, figure.title(), figure.alt(), g -> paint(figure, g, width, height));
  }

  static byte[] pdf(Figure figure) {
    int width = width(figure);
    int height = height(figure);
    return PdfDocument.draw(
        width, height, figure.title(), figure.alt(), g -> paint(figure, g, width, height));
  }

  static MimeBundle bundle(String svg, byte[] png, String alt, int width) {
    String data = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    String html =
        "<figure style=\"margin:0\"><img alt=\"%s\" src=\"data:image/svg+xml;base64,%s\" "
                .formatted(HtmlText.escape(alt), data)
            + "width=\"%d\" style=\"max-width:100%%;height:auto;background:#fff\"></figure>"
                .formatted(width);
    return MimeBundle.text(alt)
        .withHtml(html)
        .withPng(png)
        .withMetadata(MimeBundle.PNG, Map.of("width", width));
  }

  private static void paint(Figure figure, Graphics2D graphics, int width, int height) {
    graphics.setPaint(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    if (figure.panels().isEmpty()) {
      draw(Charts.of(figure, false), graphics, new Rectangle2D.Double(0, 0, width, height));
      return;
    }
    graphics.setPaint(Style.INK);
    graphics.setFont(Style.TITLE);
    graphics.drawString(figure.title(), 12f, 23f);
    List<Figure> panels = figure.panels();
    for (int i = 0; i < panels.size(); i++) {
      draw(
          Charts.of(panels.get(i), true),
          graphics,
          new Rectangle2D.Double(
              (double) i * PANEL_WIDTH, HEADING, PANEL_WIDTH, (double) height - HEADING));
    }
  }

  private static void draw(JFreeChart chart, Graphics2D graphics, Rectangle2D area) {
    chart.setTextAntiAlias(true);
    chart.draw(graphics, area);
  }
}
