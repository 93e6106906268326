package org.mesascope.kernel.notebook;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a list of notebooks says about one.
 *
 * @param title its first heading, or its name where it has none
 * @param question the paragraph that begins with a bold "Question.", without that word; else its
 *     first paragraph, empty where it has none
 * @param figure address of its first figure, empty where it has none
 */
record Headline(String title, String question, String figure) {

  private static final String MARK = "Question.";

  static Headline of(Notebook notebook, String name) {
    String title = "";
    String first = "";
    String question = "";
    for (Cell cell : notebook.cells()) {
      if (cell.kind() != Cell.Kind.MARKDOWN) {
        continue;
      }
      Document text = Jsoup.parseBodyFragment(Markdown.html(cell.source(), cell.attachments()));
      title = title.isEmpty() ? first(text, "h1, h2") : title;
      first = first.isEmpty() ? first(text, "body > p") : first;
      question = question.isEmpty() ? asked(text) : question;
    }
    return new Headline(
        title.isEmpty() ? name : title,
        question.isEmpty() ? first : question,
        figure(notebook.cells()));
  }

  private static String asked(Document text) {
    for (Element mark : text.select("body > p > strong:first-child")) {
      Element paragraph = mark.parent();
      if (mark.text().equals(MARK) && paragraph != null && paragraph.text().startsWith(MARK)) {
        return paragraph.text().substring(MARK.length()).strip();
      }
    }
    return "";
  }

  private static String first(Document text, String selector) {
    Element element = text.selectFirst(selector);
    return element == null ? "" : element.text();
  }

  private static String figure(List<Cell> cells) {
    return cells.stream()
        .flatMap(cell -> cell.outputs().stream())
        .filter(output -> output.has("data"))
        .map(output -> OutputHtml.image(output.getAsJsonObject("data")))
        .filter(address -> !address.isEmpty())
        .findFirst()
        .orElse("");
  }
}
