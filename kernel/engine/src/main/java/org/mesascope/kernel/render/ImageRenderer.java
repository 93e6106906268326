package org.mesascope.kernel.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.mesascope.display.HtmlText;
import org.mesascope.display.MimeBundle;

/**
 * Images as PNG, on request as JPEG, with their size as alternative text. The HTML beside them is
 * the same PNG: JupyterLab gives a bare image no alternative text.
 */
final class ImageRenderer implements RequestRenderer<BufferedImage> {

  private static final String HTML = "<img alt=\"%s\" src=\"data:image/png;base64,%s\">";

  @Override
  public MimeBundle render(BufferedImage image) {
    return render(image, List.of(MimeBundle.PNG, MimeBundle.HTML));
  }

  @Override
  public MimeBundle render(BufferedImage image, List<String> mimeTypes) {
    String text = PlainText.of(image);
    MimeBundle bundle = MimeBundle.text(text);
    boolean html = mimeTypes.contains(MimeBundle.HTML);
    if (html || mimeTypes.contains(MimeBundle.PNG)) {
      String png = base64(image, "png");
      if (mimeTypes.contains(MimeBundle.PNG)) {
        bundle = with(bundle, MimeBundle.PNG, png, text);
      }
      if (html) {
        bundle = bundle.withHtml(HTML.formatted(HtmlText.escape(text), png));
      }
    }
    if (mimeTypes.contains(MimeBundle.JPEG)) {
      bundle = with(bundle, MimeBundle.JPEG, base64(opaque(image), "jpg"), text);
    }
    return bundle;
  }

  private static MimeBundle with(MimeBundle bundle, String type, String content, String alt) {
    return bundle.with(type, content).withMetadata(type, Map.of("alt", alt));
  }

  /** JPEG has no transparency: it becomes white. */
  private static BufferedImage opaque(BufferedImage image) {
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = opaque.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return opaque;
  }

  private static String base64(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalStateException("this JDK cannot write the image as " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
