package org.mesascope.report;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Graphics2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;

/**
 * Records drawing as a PDF of one page, as vectors. Text stays text, in a font that the file
 * carries, and the page has its description as the alternative text of a figure. No date and no
 * random number goes in: the same drawing gives the same bytes.
 */
final class PdfDocument {

  private PdfDocument() {}

  static byte[] draw(
      int width, int height, String title, String description, Consumer<Graphics2D> drawing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      document.setDocumentId(0L);
      PDDocumentInformation facts = new PDDocumentInformation();
      facts.setTitle(title);
      facts.setSubject(description);
      document.setDocumentInformation(facts);
      PDPage page = new PDPage(new PDRectangle(width, height));
      document.addPage(page);
      PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, width, height);
      graphics.setFontTextDrawer(PdfText.in(document));
      drawing.accept(graphics);
      graphics.dispose();
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginMarkedContent(
            COSName.getPDFName("Figure"), described(document, page, description));
        content.drawForm(graphics.getXFormObject());
        content.endMarkedContent();
      }
      document.save(out);
    } catch (IOException e) {
      throw new UncheckedIOException("a document in memory cannot fail to be written", e);
    }
    return out.toByteArray();
  }

  /** The page as one figure with an alternative text, for readers who do not see it. */
  private static PDPropertyList described(PDDocument document, PDPage page, String description) {
    PDStructureTreeRoot root = new PDStructureTreeRoot();
    document.getDocumentCatalog().setStructureTreeRoot(root);
    document.getDocumentCatalog().setLanguage("en");
    PDMarkInfo tagged = new PDMarkInfo();
    tagged.setMarked(true);
    document.getDocumentCatalog().setMarkInfo(tagged);
    PDStructureElement figure = new PDStructureElement("Figure", root);
    figure.setAlternateDescription(description);
    figure.setPage(page);
    figure.appendKid(0);
    root.appendKid(figure);
    PDPropertyList properties = PDPropertyList.create(new COSDictionary());
    properties.getCOSObject().setInt(COSName.MCID, 0);
    return properties;
  }
}
