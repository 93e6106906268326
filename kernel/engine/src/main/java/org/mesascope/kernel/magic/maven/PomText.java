package org.mesascope.kernel.magic.maven;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.maven.model.building.ModelSource2;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Completes what a cell holds to a POM: a whole {@code <project>} stays as it is; loose {@code
 * <dependency>} and {@code <repository>} elements find their place, and coordinates are made up
 * where there are none.
 *
 * @param xml a whole POM
 */
record PomText(String xml) implements ModelSource2 {

  private static final String OPEN = "<cell>";
  private static final Map<String, String> LOOSE =
      Map.of("dependency", "dependencies", "repository", "repositories");
  private static final Map<String, String> REQUIRED =
      new TreeMap<>(
          Map.of(
              "modelVersion", "4.0.0",
              "groupId", "notebook",
              "artifactId", "cell",
              "version", "1"));

  @Override
  public InputStream getInputStream() {
    return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String getLocation() {
    return "the cell";
  }

  /** A cell lies in no folder: its parent comes from a repository. */
  @Override
  public @Nullable ModelSource2 getRelatedSource(String path) {
    return null;
  }

  @Override
  public @Nullable URI getLocationURI() {
    return null;
  }

  /**
   * Completes the text of a cell.
   *
   * @throws MavenException where it is not XML, with the line of the cell's body
   */
  static PomText complete(String body) {
    String bare = body.strip().replaceFirst("^<\\?xml[^>]*\\?>", "");
    if (bare.startsWith("<!DOCTYPE")) {
      throw new MavenException("a POM has no DOCTYPE: leave it out");
    }
    try {
      Element cell = parsed(OPEN + bare + "</cell>");
      List<Element> given = elements(cell);
      if (given.size() == 1 && given.get(0).getTagName().equals("project")) {
        return new PomText(bare);
      }
      return new PomText(text(project(cell.getOwnerDocument(), given)));
    } catch (SAXParseException e) {
      throw new MavenException(
          "line %d of the cell's XML cannot be read: %s"
              .formatted(e.getLineNumber(), e.getMessage()),
          e);
    } catch (SAXException | IOException | ParserConfigurationException | TransformerException e) {
      throw new MavenException("the cell's XML cannot be read: " + e.getMessage(), e);
    }
  }

  private static Element project(Document document, List<Element> given) {
    Element project = document.createElement("project");
    Map<String, Element> groups = new TreeMap<>();
    Set<String> present = new HashSet<>();
    for (Element element : given) {
      String tag = element.getTagName();
      String group = LOOSE.getOrDefault(tag, tag);
      present.add(group);
      if (!LOOSE.containsValue(group)) {
        project.appendChild(element);
        continue;
      }
      Element into = groups.computeIfAbsent(group, document::createElement);
      List<Element> members = tag.equals(group) ? elements(element) : List.of(element);
      members.forEach(into::appendChild);
    }
    groups.values().forEach(project::appendChild);
    REQUIRED.forEach(
        (tag, value) -> {
          if (!present.contains(tag)) {
            project.appendChild(document.createElement(tag)).setTextContent(value);
          }
        });
    return project;
  }

  private static List<Element> elements(Element parent) {
    List<Element> elements = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static Element parsed(String xml)
      throws ParserConfigurationException, SAXException, IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setErrorHandler(new Strict());
    return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
  }

  private static String text(Element project) throws TransformerException {
    Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
    transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    StringWriter out = new StringWriter();
    transformer.transform(new DOMSource(project), new StreamResult(out));
    return out.toString();
  }

  /** Throws, where the default prints to the error stream as well. */
  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
