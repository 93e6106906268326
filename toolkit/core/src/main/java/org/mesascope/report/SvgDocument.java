package org.mesascope.report;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.StringWriter;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Records drawing as an SVG document whose text stays text. */
final class SvgDocument {

  private static final String SVG = "http://www.w3.org/2000/svg";

  /** Faces of the same widths, so that text stands where it was measured. */
  private static final String FONTS = "font-family:'DejaVu Sans',Verdana,sans-serif";

  private SvgDocument() {}

  static String draw(
      int width, int height, String title, String description, Consumer<Graphics2D> drawing) {
    Document document = empty();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    context.setPrecision(1);
    SVGGraphics2D graphics = new SVGGraphics2D(context, false);
    graphics.setSVGCanvasSize(new Dimension(width, height));
    drawing.accept(graphics);
    Element root = graphics.getRoot();
    root.setAttributeNS(null, "viewBox", "0 0 " + width + " " + height);
    root.setAttributeNS(null, "role", "img");
    describe(document, root, "desc", description);
    describe(document, root, "title", title);
    StringWriter out = new StringWriter();
    try {
      graphics.stream(root, out, true, false);
    } catch (SVGGraphics2DIOException e) {
      throw new IllegalStateException("a document in memory cannot fail to be written", e);
    }
    String text = out.toString();
    return text.substring(text.indexOf("<svg"))
        .replaceAll("font-family:('Dialog'|sans-serif)", FONTS);
  }

  private static void describe(Document document, Element root, String name, String text) {
    Element element = document.createElementNS(SVG, name);
    element.appendChild(document.createTextNode(text));
    root.insertBefore(element, root.getFirstChild());
  }

  private static Document empty() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java platform has an XML parser", e);
    }
  }
}
