package org.mesascope.report;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.Map;
import org.knowm.xchart.internal.chartpart.Chart;
import org.mesascope.display.HtmlText;
import org.mesascope.display.MimeBundle;

/** Draws a chart of XChart as the person who made it styled it, two pixels to the point. */
final class XChartImage {

  private static final int SCALE = 2;

  private XChartImage() {}

  static MimeBundle render(Chart<?, ?> chart) {
    int width = chart.getWidth();
    int height = chart.getHeight();
    BufferedImage image =
        new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(SCALE, SCALE);
    chart.paint(graphics, width, height);
    graphics.dispose();
    byte[] png = PngImage.encode(image);
    String kind = chart.getClass().getSimpleName();
    String alt =
        chart.getTitle() == null || chart.getTitle().isEmpty()
            ? kind
            : kind + " \"" + chart.getTitle() + "\"";
    String html =
        "<figure style=\"margin:0\"><img alt=\"%s\" src=\"data:image/png;base64,%s\" width=\"%d\" "
                .formatted(HtmlText.escape(alt), Base64.getEncoder().encodeToString(png), width)
            + "style=\"max-width:100%;height:auto\"></figure>";
    return MimeBundle.text(alt)
        .withHtml(html)
        .withPng(png)
        .withMetadata(MimeBundle.PNG, Map.of("width", width));
  }
}
