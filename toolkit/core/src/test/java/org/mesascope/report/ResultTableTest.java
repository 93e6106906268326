package org.mesascope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.display.MimeBundle;
import org.mesascope.stats.Interval;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ResultTableTest {

  private static final Estimate GAP =
      Estimate.of("gap", .31234, new Interval(.2412, .3876, .95), 10, "bootstrap");

  private static final ResultTable TABLE =
      ResultTable.titled("Losses <by> optimizer_1")
          .columns("optimizer", "median & loss", "runs", "gap")
          .row("LSTM | 20", .00631, 1024, GAP)
          .row("SGD", .4, null, null)
          .row("50% #1", -1.5e-9, 7, Estimate.exact("x", 0, "closed form"))
          .withNote("1,024 functions; $5");

  @TempDir Path folder;

  @Test
  void text() {
    assertThat(TABLE.toText())
        .isEqualTo(
            """
            Losses <by> optimizer_1
            optimizer  median & loss  runs                   gap
            ─────────  ─────────────  ────  ────────────────────
            LSTM | 20       0.006310  1024  0.312 [0.241, 0.388]
            SGD               0.4000     –                     –
            50% #1        -1.500e-09     7                     0
            1,024 functions; $5""");
  }

  @Test
  void html() {
    assertThat(TABLE.toHtml())
        .contains("Losses &lt;by&gt; optimizer_1</caption>")
        .contains(">median &amp; loss</th>")
        .contains(">0.312 [0.241, 0.388]</td>")
        .contains("<small>1,024 functions; $5</small>")
        .doesNotContain("color:");
    String attack = "<script>alert('x')</script>\"";
    assertThat(ResultTable.titled(attack).columns(attack).row(attack).withNote(attack).toHtml())
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;");
  }

  @Test
  void markdown() {
    assertThat(TABLE.toMarkdown())
        .isEqualTo(
            """
            **Losses \\<by\\> optimizer\\_1**

            | optimizer | median \\& loss | runs | gap |
            | :--- | ---: | ---: | ---: |
            | LSTM \\| 20 | 0.006310 | 1024 | 0.312 \\[0.241, 0.388\\] |
            | SGD | 0.4000 | – | – |
            | 50% #1 | -1.500e-09 | 7 | 0 |

            1,024 functions; $5
            """);
  }

  @Test
  void latex() {
    assertThat(TABLE.toLatex())
        .isEqualTo(
            """
            \\begin{table}
              \\centering
              \\caption{Losses <by> optimizer\\_1}
              \\begin{tabular}{lrrr}
                \\toprule
                optimizer & median \\& loss & runs & gap \\\\
                \\midrule
                LSTM | 20 & 0.006310 & 1024 & 0.312 {[}0.241, 0.388{]} \\\\
                SGD & 0.4000 & -- & -- \\\\
                50\\% \\#1 & $-$1.500e-09 & 7 & 0 \\\\
                \\bottomrule
              \\end{tabular}
              \\par\\smallskip\\footnotesize 1,024 functions; \\$5
            \\end{table}
            """);
  }

  @Test
  void csvKeepsEveryDigit() {
    assertThat(TABLE.toCsv())
        .isEqualTo(
            """
            optimizer,median & loss,runs,gap,gap low,gap high
            LSTM | 20,0.00631,1024,0.31234,0.2412,0.3876
            SGD,0.4,,,,
            50% #1,-1.5E-9,7,0,,
            """);
  }

  @Test
  void tablesawAndBack() {
    Table table =
        Table.create(
            "t",
            StringColumn.create("name", "a", ""),
            DoubleColumn.create("x", 1.5, Double.NaN),
            IntColumn.create("n", 3, 4));
    ResultTable shown = ResultTable.from(table);
    assertThat(shown.rows().get(1))
        .containsExactly(new Cell.Missing(), new Cell.Missing(), Cell.of(4));
    assertThat(ResultTable.from(shown.toTablesaw())).isEqualTo(shown);
    Table flat = TABLE.toTablesaw();
    assertThat(flat.columnNames()).endsWith("gap", "gap low", "gap high");
    assertThat(flat.doubleColumn("gap low").get(0)).isEqualTo(.2412);
    assertThat(flat.doubleColumn("runs").isMissing(1)).isTrue();
  }

  @Test
  void estimatesAsRows() {
    assertThat(
            ResultTable.of(
                    "Results",
                    List.of(
                        GAP,
                        Estimate.exact("chance", .5, "closed form").withUnit("share"),
                        Estimate.of("n", 1234.6, new Interval(1200.4, 1300, .95), 3, "t")))
                .toText())
        .isEqualTo(
            """
            Results
            estimate  value [95 % interval]  unit    n  method
            ────────  ─────────────────────  ─────  ──  ───────────
            gap        0.312 [0.241, 0.388]         10  bootstrap
            chance                      0.5  share   –  closed form
            n             1235 [1200, 1300]          3  t""");
  }

  @Test
  void infiniteEndsAreShownAsSuch() {
    Estimate open =
        Estimate.of("x", 2, new Interval(Double.NEGATIVE_INFINITY, 3, .9), 5, "one-sided");
    assertThat(ResultTable.of("", List.of(open)).toText()).contains("2.000 [-∞, 3.000]");
  }

  @Test
  void aBundleHasTextHtmlAndLatex() {
    assertThat(TABLE.toMimeBundle().data())
        .containsOnlyKeys(MimeBundle.TEXT, MimeBundle.HTML, MimeBundle.LATEX);
  }

  @Test
  void savedByTheNamesEnding() throws IOException {
    for (String name : List.of("t.csv", "t.md", "t.tex", "t.html", "t.txt")) {
      TABLE.save(folder.resolve("deep").resolve(name));
    }
    assertThat(folder.resolve("deep/t.csv")).hasContent(TABLE.toCsv());
    assertThat(folder.resolve("deep/t.tex")).hasContent(TABLE.toLatex());
    assertThatThrownBy(() -> TABLE.save(folder.resolve("t.xls")))
        .hasMessageContaining(".csv, .md, .tex, .html or .txt, got \"t.xls\"");
    try (var files = Files.list(folder.resolve("deep"))) {
      assertThat(files).hasSize(5);
    }
  }

  @Test
  void badInputSaysWhere() {
    ResultTable table = ResultTable.titled("T").columns("a", "b").row(1, 2);
    assertThatThrownBy(() -> table.row(1))
        .hasMessage("row 2 of table \"T\" expects 2 cells [a, b], got 1");
    assertThatThrownBy(() -> table.row("x", Double.NaN))
        .hasMessageStartingWith("row 2, column \"b\" of table \"T\": a cell expects a number")
        .hasMessageContaining("pass null where a value is missing");
    assertThatThrownBy(() -> table.column("c", 1, 2))
        .hasMessage("column \"c\" of table \"T\" expects 1 values, one a row, got 2");
    assertThatThrownBy(() -> table.column("a", 1)).hasMessageContaining("distinct column names");
    assertThatThrownBy(() -> table.columns("x")).hasMessageContaining("before the first row");
  }
}
