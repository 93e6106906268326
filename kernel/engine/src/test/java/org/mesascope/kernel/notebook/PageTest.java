package org.mesascope.kernel.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.kernel.notebook.NotebookRun.Cause;
import org.mesascope.kernel.notebook.NotebookRun.Failure;
import org.mesascope.kernel.notebook.NotebookRun.Parameter;

class PageTest {
  private static final Provenance PROVENANCE =
      new Provenance(
          List.of("smile-core-2.6.0"),
          new GitState("0123456789abcdef0123456789abcdef01234567", true),
          new TreeMap<>(Map.of("datasets/a.csv", "ab12")));

  private static NotebookRun run(String resource, @Nullable Failure failure) {
    return new NotebookRun(
        NotebookReader.parse(NotebookFilesTest.resource(resource), resource),
        Instant.parse("2026-01-02T03:04:05Z"),
        Duration.ofMillis(75_400),
        List.of(),
        Map.of("seed", new Parameter("int", "7", true)),
        failure);
  }

  private static Document page(String resource, @Nullable Failure failure) {
    return Jsoup.parse(NotebookPage.html("name", run(resource, failure), PROVENANCE));
  }

  @Test
  void showsTextCodeAndHowItWasMade() {
    Document page = page("smoke.ipynb", null);
    assertThat(page.title()).isEqualTo("How far does a random walk get?");
    assertThat(page.select("main > section").eachAttr("class"))
        .containsExactly("text", "cell", "cell");
    assertThat(page.select(".status.good").text()).isEqualTo("ran whole · 1 min 15 s");
    assertThat(page.select(".code .keyword").eachText()).contains("int", "var", "for");
    assertThat(page.select(".code .comment").text()).isEqualTo("// of the walk");
    assertThat(page.select("footer").text())
        .contains("int seed = 7 given for this run")
        .contains("0123456789abcdef0123456789abcdef01234567 with uncommitted changes")
        .contains("datasets/a.csv ab12");
  }

  @Test
  void needsNoOtherFileAndRunsNoScript() {
    Document page = page("outputs.ipynb", null);
    assertThat(page.select("script, link, iframe")).isEmpty();
    assertThat(page.select("img").eachAttr("src")).allMatch(source -> source.startsWith("data:"));
  }

  @Test
  void showsTheRichestFormOfEachOutput() {
    Document page = page("outputs.ipynb", null);
    assertThat(page.select(".stdout").text()).isEqualTo("one\ntwo");
    assertThat(page.select(".stderr").text()).isEqualTo("half a line");
    assertThat(page.select(".output b").text()).isEqualTo("bold");
    assertThat(page.select(".result pre").text()).isEqualTo("42");
    assertThat(page.select(".error").text()).isEqualTo("java.lang.E bad at 1\nat 2");
  }

  @Test
  void pointsAtTheCellThatStoppedTheRun() {
    Document page = page("smoke.ipynb", new Failure(Cause.ERROR, 2, 3, "E: <b>why</b>"));
    assertThat(page.select(".banner").text()).isEqualTo("Cell 2, line 3 failed: E: <b>why</b>");
    String target = page.select(".banner a").attr("href");
    assertThat(page.select("section" + target).hasClass("failed")).isTrue();
    assertThat(page.select("section.failed code").text()).startsWith("var random");
  }

  @Test
  void dropsScriptsFromMarkdownAndKeepsItsTables() {
    Document page = page("smoke.ipynb", null);
    assertThat(page.select("section.text").text()).doesNotContain("alert(1)");
    assertThat(page.select("section.text table td").eachText()).containsExactly("n", "steps");
    assertThat(page.select("section.text a").attr("href")).isEqualTo("02-next.html#a");
  }

  @Test
  void keepsMathReadable() {
    assertThat(
            Jsoup.parse(Markdown.html("$\\beta_1 \\le \\frac{a_b}{2}$ costs $5, not `$x$`", null))
                .text())
        .isEqualTo("β1 ≤ (ab) ∕ (2) costs $5, not $x$");
    assertThat(
            Jsoup.parse(Markdown.html("$a*b*c$ and $$\\unknown{x}$$", null))
                .select(".math")
                .eachText())
        .containsExactly("a*b*c", "\\unknown{x}");
  }

  @Test
  void showsWhatATerminalWouldShow() {
    assertThat(OutputHtml.settled("10%\r50%\r100%\nnext\u001B[31m red\u001B[0m\r\nlast"))
        .isEqualTo("100%\nnext red\nlast");
  }

  @Test
  void listsEveryRunOfAFolder(@TempDir Path folder) throws IOException {
    RunFolder runs = new RunFolder(folder);
    Path source = Files.writeString(folder.resolve("b.txt"), "");
    KernelCommand kernel = new KernelCommand(Path.of("java"), List.of(), List.of());
    runs.write(source.resolveSibling("02-b.ipynb"), "", run("outputs.ipynb", null), kernel);
    runs.write(
        source.resolveSibling("01-a.ipynb"),
        "",
        run("smoke.ipynb", new Failure(Cause.TIMEOUT, 1, 0, "slow")),
        kernel);

    Document index = Jsoup.parse(Files.readString(runs.writeIndex()));
    assertThat(index.select(".title").eachText())
        .containsExactly("How far does a random walk get?", "Every kind of output");
    assertThat(index.select(".question").last().text()).isEqualTo("Kept as Jupyter keeps it?");
    assertThat(index.select("li a").eachAttr("href")).containsExactly("01-a.html", "02-b.html");
    assertThat(index.select("li .status").eachText()).containsExactly("over time", "ran whole");
    assertThat(index.select("img.thumb").attr("src")).startsWith("data:image/svg+xml;base64,");
    assertThat(index.select(".summary").text())
        .isEqualTo("2 notebooks in 2 min 31 s, 1 did not run whole");
  }

  @Test
  void aNotebookIsListedByTheQuestionItMarks(@TempDir Path folder) throws IOException {
    String cell = "{\"cell_type\":\"markdown\",\"id\":\"a\",\"metadata\":{},\"source\":\"%s\"}";
    String asked = "# Coins\\n\\nA corridor.\\n\\n**Question.** Which *end*, and why?\\n\\nMore.";
    Path file = folder.resolve("a.ipynb");
    for (String source : List.of(asked, asked.replace("Question", "Remark"))) {
      Files.writeString(
          file,
          "{\"cells\":[%s],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}"
              .formatted(cell.formatted(source)));
      assertThat(Headline.of(NotebookReader.read(file), "a").question())
          .isEqualTo(source.equals(asked) ? "Which end, and why?" : "A corridor.");
    }
  }
}
