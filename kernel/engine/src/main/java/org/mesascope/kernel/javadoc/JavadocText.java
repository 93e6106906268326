package org.mesascope.kernel.javadoc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Safelist;

/** Turns the text of Javadoc comments into HTML without scripts, and into plain text. */
public final class JavadocText {

  private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*@(\\w+)[ \\t]*");
  private static final Map<String, String> HEADINGS = new LinkedHashMap<>();

  static {
    HEADINGS.put("param", "Parameters");
    HEADINGS.put("return", "Returns");
    HEADINGS.put("throws", "Throws");
    HEADINGS.put("exception", "Throws");
    HEADINGS.put("deprecated", "Deprecated");
    HEADINGS.put("since", "Since");
    HEADINGS.put("see", "See");
  }

  private JavadocText() {}

  /** The HTML of a comment as it stands in the source, without its stars. */
  public static String html(String comment) {
    Matcher tag = BLOCK_TAG.matcher(comment);
    int body = tag.find() ? tag.start() : comment.length();
    StringBuilder html = new StringBuilder(inline(comment.substring(0, body)));
    Map<String, List<String>> blocks = blocks(comment.substring(body));
    blocks.forEach(
        (heading, texts) -> {
          html.append("<p><b>").append(heading).append("</b></p><ul>");
          texts.forEach(text -> html.append("<li>").append(text).append("</li>"));
          html.append("</ul>");
        });
    return cleaned(html.toString());
  }

  /** HTML with what a notebook may show of it. */
  static String cleaned(String html) {
    return Jsoup.clean(html, Safelist.basic().addTags("h1", "h2", "h3", "h4", "table", "tr", "td"));
  }

  /** The words of such HTML, its paragraphs and items on lines of their own. */
  public static String plain(String html) {
    Document page = Jsoup.parse(html);
    page.select("p, pre, ul, ol, dl, h1, h2, h3, h4").before(new TextNode("\n\n"));
    page.select("br, li, dt, dd, tr").before(new TextNode("\n"));
    page.select("li").prepend("- ");
    return page.wholeText()
        .replaceAll("[ \\t]*\\n[ \\t]*", "\n")
        .replaceAll("\\n{3,}", "\n\n")
        .replaceAll("\\n\\n(?=- )", "\n")
        .strip();
  }

  private static Map<String, List<String>> blocks(String text) {
    Map<String, List<String>> blocks = new LinkedHashMap<>();
    HEADINGS.values().forEach(heading -> blocks.put(heading, new ArrayList<>()));
    Matcher tag = BLOCK_TAG.matcher(text);
    boolean found = tag.find();
    while (found) {
      String name = tag.group(1);
      int start = tag.end();
      found = tag.find();
      String body = text.substring(start, found ? tag.start() : text.length()).strip();
      List<String> texts = blocks.get(HEADINGS.getOrDefault(name, ""));
      if (texts != null) {
        texts.add(block(name, body));
      }
    }
    blocks.values().removeIf(List::isEmpty);
    return blocks;
  }

  private static String block(String tag, String body) {
    if (tag.equals("see")) {
      return body.startsWith("<") ? body : "<code>" + escaped(body.replace('#', '.')) + "</code>";
    }
    if (!tag.equals("param") && !tag.equals("throws") && !tag.equals("exception")) {
      return inline(body);
    }
    String[] parts = body.split("\\s+", 2);
    return "<code>"
        + escaped(parts[0])
        + "</code>"
        + (parts.length > 1 ? " – " + inline(parts[1]) : "");
  }

  /** Text whose inline tags, such as {@code @code} in braces, have become HTML. */
  private static String inline(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf("{@", at);
      int close = open < 0 ? -1 : closing(text, open);
      if (close < 0) {
        break;
      }
      out.append(text, at, open).append(tag(text.substring(open + 2, close)));
      at = close + 1;
    }
    return out.append(text.substring(at)).toString();
  }

  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static String tag(String inside) {
    String[] parts = inside.split("\\s+", 2);
    String body = parts.length > 1 ? parts[1] : "";
    return switch (parts[0]) {
      case "code", "value" -> "<code>" + escaped(body) + "</code>";
      case "literal" -> escaped(body);
      case "snippet" ->
          "<pre>" + escaped(body.substring(body.indexOf(':') + 1).stripIndent()) + "</pre>";
      case "link", "linkplain" -> {
        Matcher reference =
            Pattern.compile("([^\\s(]+(?:\\([^)]*\\))?)\\s*(.*)", Pattern.DOTALL).matcher(body);
        String label = reference.matches() ? reference.group(2) : body;
        String shown =
            label.isEmpty() ? reference.group(1).replace('#', '.').replaceFirst("^\\.", "") : label;
        yield parts[0].equals("link") ? "<code>" + escaped(shown) + "</code>" : escaped(shown);
      }
      case "inheritDoc" -> "";
      default -> inline(body);
    };
  }

  private static String escaped(String text) {
    return Entities.escape(text);
  }
}
