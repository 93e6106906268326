package org.mesascope.gap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.mesascope.display.HtmlText;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.AtomicFile;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;

/** A report as one page that needs no other file and can be read by day and by night. */
final class ReportPage {

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --paper: #fdfcfa; --ink: #1d1f23; --quiet: #667078;
        --line: #e3e0da; --shade: #f4f2ee; }
      @media (prefers-color-scheme: dark) {
        :root { --paper: #16181c; --ink: #e4e2dd; --quiet: #98a0a8; --line: #32363d;
          --shade: #1f2228; } }
      * { box-sizing: border-box; }
      body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
        font: 17px/1.6 "Source Serif 4", Charter, "Iowan Old Style", Georgia, serif; }
      main { max-width: 58rem; margin: 0 auto; padding: 1rem 1.4rem 4rem; }
      h1, h2, table, nav, small { font-family: system-ui, "Segoe UI", Roboto, Arial, sans-serif; }
      h1 { font-size: 1.9rem; line-height: 1.25; margin: 1.4rem 0 .3rem; }
      h2 { font-size: 1.35rem; margin: 2.6rem 0 .6rem; }
      nav a { color: inherit; margin-right: 1.2rem; }
      nav, small, .about { color: var(--quiet); }
      .wide { overflow-x: auto; margin: 1.2rem 0; }
      table { border-collapse: collapse; font-size: .86rem; line-height: 1.4; }
      caption { padding-bottom: .4rem; }
      th, td { padding: .28rem .8rem .28rem 0; border-bottom: 1px solid var(--line);
        vertical-align: top; }
      th { border-bottom: 2px solid var(--line); }
      .wide p { margin: .3rem 0; line-height: 1.35; }
      figure { margin: 1.4rem 0 !important; }
      figure img { border-radius: 6px; padding: .4rem; }
      @media print { body { background: none; } nav { display: none; } }
      """;

  private ReportPage() {}

  /**
   * Writes files in their order, each whole or not at all.
   *
   * @param files contents by name, the page {@code index.html} last
   * @return the page
   */
  static Path save(Path folder, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(folder.resolve(file.getKey()), bytes);
    }
    return folder.resolve("index.html");
  }

  /**
   * A whole page.
   *
   * @param about one line below the title, such as the level of evidence
   */
  static String html(String title, String about, List<ReportSection> sections) {
    StringBuilder nav = new StringBuilder();
    for (ReportSection section : sections) {
      nav.append("<a href=\"#%s\">%s</a>\n".formatted(section.name(), words(section.title())));
    }
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        <h1>%s</h1>
        <p class="about">%s</p>
        <nav>
        %s</nav>
        %s</main>
        </body>
        </html>
        """
        .formatted(words(title), STYLE, words(title), words(about), nav, body(sections));
  }

  /** The parts alone, without a page around them. */
  static String body(List<ReportSection> sections) {
    StringBuilder html = new StringBuilder();
    for (ReportSection section : sections) {
      html.append(
          "<section id=\"%s\">\n<h2>%s</h2>\n".formatted(section.name(), words(section.title())));
      for (String sentence : section.text()) {
        html.append("<p>").append(words(sentence)).append("</p>\n");
      }
      for (Figure figure : section.figures()) {
        Map<String, Object> forms = figure.toMimeBundle().data();
        html.append(forms.get(MimeBundle.HTML)).append('\n');
      }
      for (ResultTable table : section.tables()) {
        html.append("<div class=\"wide\">\n").append(table.toHtml()).append("\n</div>\n");
      }
      html.append("</section>\n");
    }
    return html.toString();
  }

  private static String words(String text) {
    return HtmlText.escape(text);
  }
}
