package org.mesascope.report;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.FontMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.text.AttributedCharacterIterator;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Writes all text in Liberation Sans, which comes with PDFBox: the same on every machine, with the
 * letters of Latin, Greek and Cyrillic. What it has no glyph for is drawn as outlines.
 */
final class PdfText extends PdfBoxGraphics2DFontTextDrawer {

  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final Font MEASURE = measure();

  private final PDFont font;
  private final Map<String, Boolean> known = new HashMap<>();

  private PdfText(PDFont font) {
    this.font = font;
  }

  static PdfText in(PDDocument document) throws IOException {
    try (InputStream in = open()) {
      return new PdfText(PDType0Font.load(document, in, true));
    }
  }

  private static Font measure() {
    try (InputStream in = open()) {
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException("PDFBox comes with " + FONT, e);
    }
  }

  private static InputStream open() throws IOException {
    InputStream in = PDFont.class.getResourceAsStream(FONT);
    if (in == null) {
      throw new IOException("PDFBox comes with " + FONT);
    }
    return in;
  }

  @Override
  public boolean canDrawText(AttributedCharacterIterator text, IFontTextDrawerEnv environment) {
    StringBuilder all = new StringBuilder();
    for (char c = text.first(); c != AttributedCharacterIterator.DONE; c = text.next()) {
      all.append(c);
    }
    return known.computeIfAbsent(all.toString(), this::encodes);
  }

  private boolean encodes(String text) {
    try {
      font.encode(text);
      return true;
    } catch (IllegalArgumentException | IOException e) {
      return false;
    }
  }

  @Override
  protected PDFont mapFont(Font asked, IFontTextDrawerEnv environment) {
    return font;
  }

  @Override
  public FontMetrics getFontMetrics(Font asked, IFontTextDrawerEnv environment) {
    return environment
        .getCalculationGraphics()
        .getFontMetrics(MEASURE.deriveFont(asked.getSize2D()));
  }
}
