package org.mesascope.kernel.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesascope.display.MimeBundle;

/** Expected forms are written out by hand: this is what a person is to see. */
class BuiltInTest {

  record Point(int x, double y) {}

  record Weights(String name, double[] values) {}

  record Nothing() {}

  record Holder(String name, Object held) {}

  record Firm(int x) {
    @Override
    public final String toString() {
      return "the firm " + x;
    }
  }

  record Told(List<Integer> all) {
    @Override
    public String toString() {
      return "told " + all.size();
    }
  }

  record Spoken(int x) {
    @Override
    public String toString() {
      return "the point " + x;
    }
  }

  private final Renderers renderers = new Renderers();

  static Stream<Arguments> lines() {
    return Stream.of(
        Arguments.of(new double[] {0.1, 2}, "double[2] {0.1, 2.0}"),
        Arguments.of(new boolean[] {true}, "boolean[1] {true}"),
        Arguments.of(new byte[] {-1}, "byte[1] {-1}"),
        Arguments.of(new char[] {'a', 'b'}, "char[2] {a, b}"),
        Arguments.of(new int[0], "int[0] {}"),
        Arguments.of(new int[0][], "int[0][] {}"),
        Arguments.of(
            IntStream.range(0, 1_000).toArray(),
            "int[1000] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, …, "
                + "995, 996, 997, 998, 999}"),
        Arguments.of(new String[] {"a", null}, "String[2] {a, null}"),
        Arguments.of(List.of("a", "b"), "[a, b]"),
        Arguments.of(List.of(new int[] {1}, new int[] {2}), "[int[1] {1}, int[1] {2}]"),
        Arguments.of(
            IntStream.range(0, 2_000).boxed().toList(),
            "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, …, 1995, 1996,"
                + " 1997, 1998, 1999] (2,000 elements)"),
        Arguments.of(new TreeMap<>(Map.of("a", 1, "b", 2)), "{a=1, b=2}"),
        Arguments.of(new Point(1, 0.5), "Point[x=1, y=0.5]"),
        Arguments.of(new Weights("w", new double[] {1}), "Weights[name=w, values=double[1] {1.0}]"),
        Arguments.of(new Spoken(3), "the point 3"),
        Arguments.of(new Firm(3), "the firm 3"),
        Arguments.of(new Told(Collections.nCopies(1_000, 1)), "told 1000"),
        Arguments.of(new Nothing(), "Nothing[]"),
        Arguments.of(Optional.of(new int[] {7}), "Optional[int[1] {7}]"),
        Arguments.of(Optional.empty(), "Optional.empty"),
        Arguments.of(3.5, "3.5"),
        Arguments.of("plain", "plain"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void readsAsALine(Object value, String expected) {
    assertThat(renderers.render(value).text()).isEqualTo(expected);
  }

  @Test
  void longTextSaysItsLength() {
    String text = renderers.render("x".repeat(100_001)).text();
    assertThat(text).hasSizeLessThan(100_100).endsWith("x… (100,001 characters)");
  }

  @Test
  void aMatrixIsATable() {
    MimeBundle bundle = renderers.render(new double[][] {{1, 2.5}, {10, -3}});
    assertThat(bundle.text())
        .isEqualTo(
            """
            double[2][2], 2 rows × 2 columns
                  0     1
            0   1.0   2.5
            1  10.0  -3.0\
            """);
    assertThat(html(bundle))
        .contains("<td style=\"text-align:right\">2.5</td>")
        .endsWith("<p>2 rows × 2 columns</p>");
  }

  @Test
  void aRaggedMatrixLeavesItsGapsEmpty() {
    assertThat(renderers.render(new int[][] {{1}, {2, 3}, null}).text())
        .isEqualTo("int[3][2], 3 rows × 2 columns\n   0  1\n0  1\n1  2  3\n2");
  }

  @Test
  void recordsAreRows() {
    MimeBundle bundle = renderers.render(List.of(new Point(1, 0.5), new Point(20, 1.0 / 3)));
    assertThat(bundle.text())
        .isEqualTo(
            """
            List of Point, 2 rows × 2 columns
                x         y
            0   1       0.5
            1  20  0.333333\
            """);
    assertThat(renderers.render(new Point[] {new Point(1, 2)}).text())
        .startsWith("Point[1] of Point, 1 row × 2 columns\n");
  }

  @Test
  void mapsAreRowsUnderTheUnionOfTheirKeys() {
    Map<String, Object> first = new LinkedHashMap<>();
    first.put("a", 1);
    first.put("b", "x");
    assertThat(renderers.render(List.of(first, Map.of("c", 2))).text())
        .isEqualTo("List of maps, 2 rows × 3 columns\n   a  b  c\n0  1  x\n1        2");
  }

  @Test
  void mixedElementsStayALine() {
    assertThat(renderers.render(List.of(new Point(1, 2), "x")).data())
        .containsOnly(Map.entry("text/plain", "[Point[x=1, y=2.0], x]"));
  }

  @Test
  void longTablesLeaveTheMiddleOutAndSayTheirSize() {
    List<Point> points = new ArrayList<>();
    IntStream.range(0, 5_000).forEach(i -> points.add(new Point(i, i)));
    String html = html(renderers.render(points));
    assertThat(html).contains("5,000 rows × 2 columns, the middle left out");
    String table = html.substring(0, html.indexOf("<details>"));
    assertThat(table.split("<tr>", -1)).hasSize(1 + 1 + 20 + 1 + 5);
    assertThat(table).contains(">19<").doesNotContain(">20<").contains(">4995<");
  }

  @Test
  void wideTablesLeaveTheMiddleOut() {
    String text = renderers.render(new int[2][300]).text();
    assertThat(text).contains("2 rows × 300 columns, the middle left out").contains("14  …  295");
  }

  @Test
  void htmlIsEscapedAndBringsNoColours() {
    String html = html(renderers.render(Map.of("<script>", "\"a\" & 'b'")));
    assertThat(html)
        .contains("&lt;script&gt;")
        .contains("&quot;a&quot; &amp; &#39;b&#39;")
        .doesNotContain("<script>")
        .doesNotContain("color");
  }

  @Test
  void throwablesShowTheirFirstFramesAndTheirCause() {
    String text =
        renderers
            .render(new IllegalStateException("outer", new IllegalArgumentException("inner")))
            .text();
    assertThat(text)
        .startsWith("java.lang.IllegalStateException: outer\n    at ")
        .contains("more frame")
        .endsWith("caused by java.lang.IllegalArgumentException: inner");
  }

  @Test
  void anImageIsAPngWithAlternativeText() throws Exception {
    BufferedImage image = new BufferedImage(4, 3, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(2, 1, 0xff336699);
    MimeBundle bundle = renderers.render(image);
    assertThat(bundle.data()).containsOnlyKeys("text/plain", "image/png", "text/html");
    assertThat(bundle.data().get("text/html"))
        .isEqualTo(
            "<img alt=\"image, 4 × 3 pixels\" src=\"data:image/png;base64,%s\">"
                .formatted(bundle.data().get("image/png")));
    assertThat(renderers.render(image, "image/png").data())
        .containsOnlyKeys("text/plain", "image/png");
    assertThat(bundle.metadata()).containsEntry("image/png", Map.of("alt", "image, 4 × 3 pixels"));
    BufferedImage back = decoded(bundle, "image/png");
    assertThat(back.getWidth()).isEqualTo(4);
    assertThat(back.getRGB(2, 1)).isEqualTo(0xff336699);
  }

  @Test
  void anImageIsAJpegOnRequest() throws Exception {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
    MimeBundle bundle = renderers.render(image, "image/jpeg");
    assertThat(bundle.data()).containsOnlyKeys("text/plain", "image/jpeg");
    assertThat(decoded(bundle, "image/jpeg").getRGB(1, 1)).isEqualTo(0xffffffff);
  }

  @Test
  void anOptionalShowsItsContent() {
    assertThat(renderers.render(Optional.of(Map.of("a", 1))).data())
        .containsKeys("text/plain", "text/html");
  }

  private static String html(MimeBundle bundle) {
    return String.valueOf(bundle.data().get("text/html"));
  }

  private static BufferedImage decoded(MimeBundle bundle, String type) throws Exception {
    byte[] bytes = Base64.getDecoder().decode((String) bundle.data().get(type));
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  @Test
  void whatALargeTableLeavesOutIsInPages() {
    record Row(int number, String name) {}
    List<Row> rows = IntStream.range(0, 1_000).mapToObj(i -> new Row(i, "n" + i)).toList();
    MimeBundle bundle = new Renderers().render(rows);
    String html = String.valueOf(bundle.data().get(MimeBundle.HTML));
    assertThat(html).contains("1,000 rows × 2 columns, the middle left out");
    assertThat(html).contains("<summary>rows 20 to 69</summary>");
    for (int row = 0; row < 1_000; row++) {
      assertThat(html.split(">n" + row + "<", -1).length - 1).as("row " + row).isEqualTo(1);
    }
    assertThat(bundle.text().lines().count()).as("text is short").isLessThan(30);
    List<Row> many = IntStream.range(0, 100_000).mapToObj(i -> new Row(i, "n" + i)).toList();
    assertThat(String.valueOf(new Renderers().render(many).data().get(MimeBundle.HTML)))
        .hasSizeLessThan(400_000)
        .contains(">n99999<")
        .doesNotContain(">n50000<");
  }

  @Test
  void tablesWithoutColumnsSayTheirSize() {
    assertThat(renderers.render(new double[50][0]).text())
        .startsWith("double[50][0], 50 rows × 0 columns, the middle left out");
    assertThat(renderers.render(Collections.nCopies(41, new Nothing())).text())
        .startsWith("List of Nothing, 41 rows × 0 columns");
  }

  /** A list of which only the elements shown are asked for. */
  private static final class Watched extends AbstractList<Integer> implements RandomAccess {
    private int asked;

    @Override
    public Integer get(int index) {
      asked++;
      return index;
    }

    @Override
    public int size() {
      return 10_000_000;
    }
  }

  @Test
  void aRecordCostsWhatIsShownOfIt() {
    Watched watched = new Watched();
    for (Object held :
        new Object[] {
          watched, new Holder("inner", watched), Optional.of(watched), Map.of("key", watched)
        }) {
      assertThat(renderers.render(new Holder("outer", held)).text())
          .startsWith("Holder[name=outer, held=")
          .contains("18, 19, …, 9999995")
          .contains("(10,000,000 elements)");
    }
    assertThat(watched.asked).isLessThan(1_000);
  }

  @Test
  void aDrawingOutlivesNbconvertAndHasAlternativeText() {
    String svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>A dot</title><path d=\"M0 0\"/></svg>";
    MimeBundle bundle = new Renderers().render(svg, MimeBundle.SVG);
    assertThat(bundle.data())
        .containsEntry(MimeBundle.SVG, svg)
        .containsEntry("text/plain", "A dot");
    assertThat(String.valueOf(bundle.data().get(MimeBundle.HTML)))
        .startsWith("<img alt=\"A dot\" src=\"data:image/svg+xml;base64,");
  }
}
