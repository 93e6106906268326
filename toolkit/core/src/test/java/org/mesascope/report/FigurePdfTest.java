package org.mesascope.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FigurePdfTest {

  static Stream<String> kinds() {
    return Gallery.figures().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aPdfIsSmallItsTextCanBeSelectedAndItsBytesAreTheSame(String kind) throws IOException {
    Figure figure = Gallery.figures().get(kind);
    byte[] bytes = figure.toPdf();
    assertThat(bytes.length).isLessThan(60_000);
    assertThat(Gallery.figures().get(kind).toPdf()).isEqualTo(bytes);
    try (PDDocument document = Loader.loadPDF(bytes)) {
      String text = letters(new PDFTextStripper().getText(document));
      assertThat(text).contains(letters(figure.title()));
      for (Figure part : figure.panels().isEmpty() ? Stream.of(figure).toList() : figure.panels()) {
        assertThat(text).contains(letters(part.x().title()), letters(part.y().title()));
        part.notes().forEach(note -> assertThat(text).contains(letters(note)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aPdfIsVectorsWithItsFontAndAnAlternativeText(String kind) throws IOException {
    Figure figure = Gallery.figures().get(kind);
    try (PDDocument document = Loader.loadPDF(figure.toPdf())) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat(images(document.getPage(0).getResources())).isZero();
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo(figure.title());
      assertThat(document.getDocumentInformation().getCreationDate()).isNull();
      var tree = document.getDocumentCatalog().getStructureTreeRoot();
      PDStructureElement described = (PDStructureElement) tree.getKids().get(0);
      assertThat(described.getAlternateDescription()).isEqualTo(figure.alt());
    }
  }

  /** What no font of ours has is drawn, and does not fail. */
  @Test
  void anUnknownLetterIsDrawnAsItsOutline() throws IOException {
    Figure figure = Gallery.bars().withTitle("ŷ = xᵀΓ⁻¹ and 漢");
    try (PDDocument document = Loader.loadPDF(figure.toPdf())) {
      BufferedImage page = new PDFRenderer(document).renderImage(0);
      int dark = 0;
      for (int x = 0; x < page.getWidth(); x++) {
        for (int y = 0; y < 32; y++) {
          dark += (page.getRGB(x, y) & 0xFF) < 100 ? 1 : 0;
        }
      }
      assertThat(dark).as("ink where the title stands").isGreaterThan(100);
    }
  }

  private static int images(PDResources resources) throws IOException {
    int count = 0;
    for (COSName name : resources.getXObjectNames()) {
      Object object = resources.getXObject(name);
      if (object instanceof PDImageXObject) {
        count++;
      } else if (object instanceof PDFormXObject form) {
        count += images(form.getResources());
      }
    }
    return count;
  }

  /** Turned text is read letter by letter, and a long title on two lines. */
  private static String letters(String text) {
    return text.replaceAll("\\s", "");
  }
}
