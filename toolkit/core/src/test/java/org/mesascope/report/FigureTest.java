package org.mesascope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesascope.display.MimeBundle;
import org.mesascope.stats.Interval;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class FigureTest {

  private static final int WHITE = 0xFFFFFFFF;

  @TempDir Path folder;

  static Stream<String> kinds() {
    return Gallery.figures().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anImageIsSharpSmallAndWithinItsEdges(String kind) throws IOException {
    Figure figure = Gallery.figures().get(kind);
    byte[] png = figure.toPng();
    assertThat(png.length).isBetween(5_000, 60_000);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    int columns = Math.max(1, figure.panels().size());
    assertThat(image.getWidth()).isEqualTo(columns == 1 ? 1280 : 840 * columns);
    for (int x = 0; x < image.getWidth(); x++) {
      assertThat(image.getRGB(x, 0)).isEqualTo(WHITE);
      assertThat(image.getRGB(x, image.getHeight() - 1)).isEqualTo(WHITE);
    }
    for (int y = 0; y < image.getHeight(); y++) {
      assertThat(image.getRGB(0, y)).isEqualTo(WHITE);
      assertThat(image.getRGB(image.getWidth() - 1, y)).isEqualTo(WHITE);
    }
    assertThat(Gallery.figures().get(kind).toPng()).isEqualTo(png);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aVectorFileIsSmallAndItsTextIsText(String kind) throws Exception {
    Figure figure = Gallery.figures().get(kind);
    String svg = figure.toSvg();
    assertThat(svg.length()).isLessThan(kind.equals("sequential") ? 90_000 : 50_000);
    List<String> texts = texts(svg);
    for (Figure part : figure.panels().isEmpty() ? List.of(figure) : figure.panels()) {
      assertThat(texts).contains(part.title());
      for (Axis axis : List.of(part.x(), part.y(), part.colour())) {
        if (!axis.title().isEmpty()) {
          assertThat(texts).contains(axis.title());
        }
      }
    }
    assertThat(svg).contains("<title").contains("<desc").contains("viewBox=\"0 0 ");
    assertThat(Gallery.figures().get(kind).toSvg()).isEqualTo(svg);
  }

  @Test
  void everySeriesHasALegendEntryAndAloneNone() throws Exception {
    assertThat(texts(Gallery.gap().toSvg()))
        .contains("reached the wall", "got the coin", "random walk");
    Figure alone = Figure.titled("t").line("only", new double[] {0, 1}, new double[] {0, 1});
    assertThat(texts(alone.toSvg())).doesNotContain("only");
  }

  @Test
  void eightSeriesDifferInColourMarkerOrDash() {
    List<List<Object>> looks =
        Stream.iterate(0, i -> i + 1)
            .limit(14)
            .map(i -> List.<Object>of(Style.colour(i), Style.line(i)))
            .toList();
    assertThat(looks).doesNotHaveDuplicates();
    assertThat(Stream.iterate(0, i -> i + 1).limit(7).map(Style::marker).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void aForestShowsItsNumbers() throws Exception {
    assertThat(texts(Gallery.forest().toSvg()))
        .contains("generalized cost", "-0.0155 [-0.0241, -0.0069]");
  }

  @Test
  void aHeatMapShowsItsValuesWhereTheyFit() throws Exception {
    assertThat(texts(Gallery.reward().toSvg())).contains("-2.4", "reward (a step)");
    assertThat(texts(Gallery.sequential().toSvg())).hasSizeLessThan(60);
  }

  @Test
  void logAxesHaveRoundTicks() throws Exception {
    assertThat(texts(Gallery.log().toSvg())).contains("1", "10", "1000", "0.01");
    Figure narrow =
        Figure.titled("n").logY().line("a", new double[] {0, 1}, new double[] {.9, 5.5});
    assertThat(texts(narrow.toSvg())).contains("2", "5");
  }

  @Test
  void theNotebookFormIsAnImageWithItsDescription() {
    MimeBundle bundle = Gallery.gap().toMimeBundle();
    assertThat(bundle.data()).containsOnlyKeys(MimeBundle.TEXT, MimeBundle.HTML, MimeBundle.PNG);
    String html = (String) bundle.data().get(MimeBundle.HTML);
    String start = "src=\"data:image/svg+xml;base64,";
    int from = html.indexOf(start) + start.length();
    String data = html.substring(from, html.indexOf('"', from));
    assertThat(new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8))
        .isEqualTo(Gallery.gap().toSvg());
    assertThat(html).startsWith("<figure").contains("alt=\"Capability generalizes");
    assertThat(bundle.text()).isEqualTo(Gallery.gap().alt());
  }

  @Test
  void theDescriptionIsMadeFromTheData() {
    assertThat(Gallery.gap().alt())
        .isEqualTo(
            "Capability generalizes, the objective does not: share of episodes against distance of"
                + " the coin from its training place (cells). Line \"reached the wall\" of 9"
                + " points, with band: from 0.98 at 0 to 0.99 at 8, between 0.97 and 0.99. Line"
                + " \"got the coin\" of 9 points, with band: from 0.99 at 0 to 0.06 at 8, between"
                + " 0.06 and 0.99. Reference \"random walk\" at 0.11.");
    assertThat(Gallery.reward().alt())
        .isEqualTo(
            "Inferred reward on the grid: reward (a step) by row and column. 5 by 5 cells, from"
                + " -2.4 at (4, 4) to 2.27 at (1, 4).");
    assertThat(Gallery.gap().alt("Mine & <yours>").toMimeBundle().data().get(MimeBundle.HTML))
        .asString()
        .contains("alt=\"Mine &amp; &lt;yours&gt;\"");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindHasADescriptionAndItsData(String kind) {
    Figure figure = Gallery.figures().get(kind);
    assertThat(figure.alt()).startsWith(figure.title()).hasSizeGreaterThan(60);
    assertThat(figure.data().toCsv().lines().count()).isGreaterThan(4);
  }

  @Test
  void aNoteStandsBelowInTheDescriptionAndWithTheData() throws Exception {
    String note = "Only 4 seeds: look at each one's points.";
    Figure figure = Gallery.gap().note(note);
    assertThat(texts(figure.toSvg())).contains(note);
    assertThat(figure.alt()).endsWith(note);
    assertThat(figure.data().toText()).contains(note);
  }

  @Test
  void aPathIsDrawnDescribedAndExported() throws Exception {
    Figure figure = Gallery.paths();
    assertThat(texts(figure.toSvg())).contains("episode 1", "goal").doesNotContain("0.14");
    assertThat(figure.alt())
        .contains("Path \"episode 1\" of 6 places from row 0, column 0 to row 1, column 4.");
    assertThat(figure.data().toCsv()).contains("episode 2,0.1,1,,");
  }

  @Test
  void theDataBehindIsATable() {
    assertThat(Gallery.bars().data().toCsv())
        .startsWith("series,x,y,low,high\nsomewhere,training,0.97,0.94,0.99\n")
        .contains("where intended,moved coin,0.31,0.24,0.38\n");
    ResultTable panels = Gallery.figures().get("panels").data();
    assertThat(panels.columns()).startsWith("panel", "series");
    assertThat(panels.rows())
        .hasSize(Gallery.gap().data().rows().size() + Gallery.bars().data().rows().size());
    ResultTable heat = Gallery.reward().data();
    assertThat(heat.rows()).hasSize(25).anyMatch(row -> row.get(2) instanceof Cell.Missing);
  }

  @Test
  void estimatesBecomeBandsAndErrorBars() {
    List<Estimate> estimates =
        List.of(
            Estimate.of("a", 1, new Interval(.5, 2, .95), 9, "m"),
            Estimate.of("b", 2, new Interval(1.5, 3, .95), 9, "m"));
    double[] x = {0, 1};
    for (Figure figure :
        List.of(
            Figure.titled("t").line("s", x, estimates),
            Figure.titled("t").points("s", x, estimates),
            Figure.titled("t").bars("s", List.of("p", "q"), estimates))) {
      List<Cell> last = figure.data().rows().get(1);
      assertThat(last.subList(2, 5)).containsExactly(Cell.of(2.0), Cell.of(1.5), Cell.of(3.0));
    }
  }

  @Test
  void laterChangesOfAnArrayDoNotReachTheFigure() {
    double[] y = {1, 2};
    Figure figure = Figure.titled("t").line("s", new double[] {0, 1}, y);
    y[1] = 99;
    assertThat(figure.data().rows().get(1).get(2)).isEqualTo(Cell.of(2.0));
  }

  @Test
  void savedByTheNamesEnding() throws IOException {
    Figure figure = Gallery.bars();
    figure.save(folder.resolve("f.svg"));
    figure.save(folder.resolve("f.png"));
    figure.save(folder.resolve("f.csv"));
    figure.save(folder.resolve("f.pdf"));
    assertThat(Files.readAllBytes(folder.resolve("f.pdf"))).isEqualTo(figure.toPdf());
    assertThat(folder.resolve("f.svg")).hasContent(figure.toSvg());
    assertThat(Files.readAllBytes(folder.resolve("f.png"))).isEqualTo(figure.toPng());
    assertThat(folder.resolve("f.csv")).hasContent(figure.data().toCsv());
    assertThatThrownBy(() -> figure.save(folder.resolve("f.gif")))
        .hasMessageContaining(".png, .svg, .pdf or .csv, got \"f.gif\"");
  }

  @Test
  void badInputSaysWhatAndWhere() {
    Figure figure = Figure.titled("F");
    double[] two = {1, 2};
    refused(() -> figure.line("s", two, new double[] {1}), "\"s\" expects 2 y values, got 1");
    refused(() -> figure.line("s", new double[0], new double[0]), "at least one x value, got none");
    refused(
        () -> figure.line("s", two, new double[] {1, Double.NaN}),
        "finite y values, got NaN at index 1; leave the point out");
    refused(() -> figure.band(two, two), "belongs to the line added just before it");
    refused(() -> figure.line("s", two, two).band(new double[] {2, 3}, two), "low <= high");
    refused(() -> figure.line("s", two, two).line("s", two, two), "has a series \"s\" already");
    refused(
        () -> figure.bars("a", List.of("x", "y"), two).bars("b", List.of("x", "z"), two),
        "the categories [x, y] of the bars before, got [x, z]");
    refused(
        () -> figure.bars("a", List.of("x", "y"), two).line("l", two, two), "bars stand on names");
    refused(() -> figure.toPng(), "\"F\" has nothing to draw");
    refused(() -> figure.yRange(2, 1), "expects low < high");
    refused(
        () -> figure.yAxis("loss", "").logY().line("s", two, new double[] {0, 1}).toSvg(),
        "axis \"loss\" is logarithmic and expects positive values, got 0.0");
    refused(() -> figure.alt(" "), "alt text that describes it");
    refused(() -> Figure.forest("F", List.of()), "at least one estimate");
    refused(
        () ->
            Figure.forest(
                "F",
                List.of(Estimate.exact("a", 1, "m").withUnit("s"), Estimate.exact("b", 1, "m"))),
        "estimates of one unit, got [s, ]");
    refused(
        () -> Figure.heatMap("H", new double[][] {{1, 2}, {1}}), "rows of 2 cells, got 1 in row 1");
    refused(
        () -> Figure.heatMap("H", new double[][] {{1, Double.NaN}}),
        "got NaN at row 0, column 1; hide the cell");
    refused(() -> Figure.heatMap("H", new double[0][]), "at least one cell");
    refused(
        () -> Figure.heatMap("H", new double[][] {{1}}, new boolean[][] {{true}}),
        "at least one cell that is not hidden");
    refused(() -> Figure.panels("P", List.of()), "one or more figures");
    refused(() -> figure.path("way", two, two), "over the cells of a heat map");
    refused(
        () -> Gallery.reward().path("way", two, new double[] {1}), "expects 2 row values, got 1");
  }

  private static void refused(Runnable call, String problem) {
    assertThatThrownBy(call::run)
        .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class)
        .hasMessageContaining(problem);
  }

  private static List<String> texts(String svg) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    NodeList nodes = document.getElementsByTagName("text");
    String[] texts = new String[nodes.getLength()];
    Arrays.setAll(texts, i -> nodes.item(i).getTextContent());
    return List.of(texts);
  }
}
