package org.mesascope.kernel.notebook;

import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.HtmlText;

/** A run as one web page that needs no other file: text, code, outputs, and how it was made. */
final class NotebookPage {
  private final NotebookRun run;
  private final StringBuilder html = new StringBuilder();

  private NotebookPage(NotebookRun run) {
    this.run = run;
  }

  /** The page of a run. */
  static String html(String name, NotebookRun run, Provenance provenance) {
    NotebookPage page = new NotebookPage(run);
    page.header(name);
    page.html.append("<main>\n");
    int number = 0;
    for (Cell cell : run.notebook().cells()) {
      number += cell.runs() ? 1 : 0;
      page.cell(cell, number);
    }
    page.html.append("</main>\n");
    page.footer(provenance);
    return Html.page(Headline.of(run.notebook(), name).title(), page.html.toString());
  }

  private void header(String name) {
    html.append(
        """
        <header class="bar"><a href="index.html">All notebooks</a>
        <span class="file">%s</span>
        <span class="status %s">%s · %s</span></header>
        """
            .formatted(
                HtmlText.escape(name + ".ipynb"),
                run.failure() == null ? "good" : "bad",
                run.failure() == null ? "ran whole" : HtmlText.escape(run.status()),
                Html.seconds(run.took())));
    NotebookRun.Failure failure = run.failure();
    if (failure != null) {
      html.append(
          """
          <p class="banner" role="alert"><a href="#cell-%d">%s</a>: %s</p>
          """
              .formatted(
                  failure.cell(),
                  HtmlText.escape(capital(failure.headline())),
                  HtmlText.escape(failure.reason())));
    }
  }

  private void cell(Cell cell, int number) {
    switch (cell.kind()) {
      case MARKDOWN ->
          html.append("<section class=\"text\">\n")
              .append(Markdown.html(cell.source(), cell.attachments()))
              .append("</section>\n");
      case CODE -> code(cell, number);
      case RAW -> {
        // Raw cells are meant for converters, and this page is none of theirs.
      }
    }
  }

  private void code(Cell cell, int number) {
    if (!cell.runs()) {
      return;
    }
    String role = "";
    if (cell.hasTag("parameters")) {
      role = "parameters";
    } else if (cell.hasTag("injected-parameters")) {
      role = "parameters of this run";
    }
    html.append("<section class=\"cell%s\" id=\"cell-%d\">\n".formatted(mark(number), number));
    html.append("<div class=\"code\">");
    html.append(
        "<span class=\"count\" aria-hidden=\"true\">%s</span>"
            .formatted(cell.executionCount() == null ? "" : cell.executionCount()));
    if (!role.isEmpty()) {
      html.append("<span class=\"role\">").append(role).append("</span>");
    }
    html.append("<pre><code>")
        .append(JavaColours.html(cell.source()))
        .append("</code></pre></div>\n");
    for (JsonObject output : cell.outputs()) {
      html.append(OutputHtml.html(output));
    }
    html.append("</section>\n");
  }

  private String mark(int number) {
    NotebookRun.Failure failure = run.failure();
    return failure != null && failure.cell() == number ? " failed" : "";
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private void footer(Provenance provenance) {
    html.append("<footer>\n<h2>How this page was made</h2>\n<dl>\n");
    if (!run.parameters().isEmpty()) {
      StringJoiner values = new StringJoiner("<br>");
      run.parameters()
          .forEach(
              (name, parameter) ->
                  values.add(
                      "<code>%s %s = %s</code>%s"
                          .formatted(
                              HtmlText.escape(parameter.type()),
                              HtmlText.escape(name),
                              HtmlText.escape(parameter.value()),
                              parameter.given() ? " given for this run" : "")));
      entry("Parameters", values.toString());
    }
    entry("Run", HtmlText.escape(run.started().toString().replaceFirst("\\.\\d+Z", "Z")));
    entry("Mesascope", HtmlText.escape(Provenance.version()));
    Map<String, String> platform = new TreeMap<>(Provenance.platform());
    entry("Java", HtmlText.escape(platform.get("java") + " (" + platform.get("vendor") + ")"));
    entry("Machine", HtmlText.escape(platform.get("os") + ", " + platform.get("architecture")));
    entry("Commit", commit(provenance.git()));
    if (!provenance.datasets().isEmpty()) {
      StringJoiner hashes = new StringJoiner("<br>");
      provenance
          .datasets()
          .forEach(
              (path, hash) ->
                  hashes.add(
                      "%s <code class=\"hash\">%s</code>".formatted(HtmlText.escape(path), hash)));
      entry("Datasets (SHA-256)", hashes.toString());
    }
    html.append("</dl>\n</footer>\n");
  }

  private static String commit(@Nullable GitState git) {
    if (git == null) {
      return "not in a git repository";
    }
    return "<code>%s</code>%s"
        .formatted(git.commit(), git.dirty() ? " with uncommitted changes" : "");
  }

  private void entry(String term, String description) {
    html.append("<dt>%s</dt><dd>%s</dd>\n".formatted(term, description));
  }
}
