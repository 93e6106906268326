package org.mesascope.kernel.notebook;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.mesascope.display.HtmlText;

/** The table of contents over every run in a folder. */
final class IndexPage {
  private static final String RECORD = ".run.json";

  private IndexPage() {}

  /** The page over the runs whose notebook, page and record are in {@code folder}. */
  static String html(Path folder) throws IOException {
    List<Path> records;
    try (Stream<Path> files = Files.list(folder)) {
      records =
          files.filter(file -> file.getFileName().toString().endsWith(RECORD)).sorted().toList();
    }
    StringBuilder items = new StringBuilder();
    double total = 0;
    int failed = 0;
    for (Path file : records) {
      JsonObject record = read(file);
      total += record.get("seconds").getAsDouble();
      failed += record.get("status").getAsString().equals("ok") ? 0 : 1;
      items.append(item(file, record));
    }
    String summary =
        "%d notebook%s in %s%s"
            .formatted(
                records.size(),
                records.size() == 1 ? "" : "s",
                Html.seconds(Duration.ofMillis(Math.round(total * 1000))),
                failed == 0 ? "" : ", " + failed + " did not run whole");
    return Html.page(
        "Mesascope notebooks",
        """
        <main class="contents">
        <h1>Notebooks</h1>
        <p class="summary">%s</p>
        <ol>
        %s</ol>
        </main>
        """
            .formatted(summary, items));
  }

  private static String item(Path file, JsonObject record) {
    String fileName = file.getFileName().toString();
    String name = fileName.substring(0, fileName.length() - RECORD.length());
    Headline headline =
        Headline.of(NotebookReader.read(file.resolveSibling(name + ".ipynb")), name);
    boolean ok = record.get("status").getAsString().equals("ok");
    String figure =
        headline.figure().isEmpty()
            ? ""
            : "<img class=\"thumb\" src=\"" + headline.figure() + "\" alt=\"\">";
    return """
        <li><a href="%s">%s<span class="about"><span class="title">%s</span>
        <span class="question">%s</span>
        <span class="facts"><span class="status %s">%s</span> %s · %s</span></span></a></li>
        """
        .formatted(
            HtmlText.escape(name + ".html"),
            figure,
            HtmlText.escape(headline.title()),
            HtmlText.escape(headline.question()),
            ok ? "good" : "bad",
            ok ? "ran whole" : HtmlText.escape(record.get("status").getAsString()),
            Html.seconds(Duration.ofMillis(Math.round(record.get("seconds").getAsDouble() * 1000))),
            HtmlText.escape(name + ".ipynb"));
  }

  private static JsonObject read(Path file) throws IOException {
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new BadInputException(
          file + " is not the record of a run. Delete it and run its notebook again", e);
    }
  }
}
