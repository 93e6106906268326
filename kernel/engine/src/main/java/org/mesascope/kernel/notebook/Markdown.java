package org.mesascope.kernel.notebook;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Safelist;
import org.jspecify.annotations.Nullable;

/**
 * Markdown as safe HTML: GitHub's tables, TeX math kept as readable text, scripts and styles
 * dropped, headings with anchors, links to notebooks turned into links to their pages.
 */
final class Markdown {
  private static final List<TablesExtension> EXTENSIONS =
      List.of((TablesExtension) TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).build();
  private static final Safelist SAFE =
      Safelist.relaxed()
          .addTags("hr", "del", "s", "kbd", "details", "summary", "figure", "figcaption", "mark")
          .addAttributes("code", "class")
          .addAttributes("th", "align")
          .addAttributes("td", "align")
          .addProtocols("img", "src", "data")
          .addProtocols("a", "href", "#")
          .preserveRelativeLinks(true);
  private static final Pattern CODE_OR_MATH =
      Pattern.compile(
          "((?s:(`{3,}|~{3,}).*?\\2)|(`+)(?s:.+?)\\3(?!`))"
              + "|(?<!\\\\)\\$\\$((?s:.+?))\\$\\$"
              + "|(?<![\\\\$])\\$([^\\s$`](?:[^$\\n`]*[^\\s$\\\\`])?)\\$(?![\\d$])");
  private static final char OPEN = '\uE000';
  private static final char CLOSE = '\uE001';
  private static final Pattern SLOT = Pattern.compile(OPEN + "(\\d+)" + CLOSE);

  private Markdown() {}

  /** Renders a text; {@code attachments} are those of its cell. */
  static String html(String markdown, @Nullable JsonObject attachments) {
    List<String> math = new ArrayList<>();
    String dirty = RENDERER.render(PARSER.parse(setMathAside(markdown, math)));
    String clean = Jsoup.clean(dirty, "https://base.invalid/", SAFE, settings());
    Document document = Jsoup.parseBodyFragment(clean);
    document.outputSettings(settings());
    anchorHeadings(document);
    document.select("a[href]").forEach(Markdown::pointToPage);
    document.select("img").forEach(image -> inline(image, attachments));
    document.select("table").wrap("<div class=\"wide\"></div>");
    return putMathBack(document.body().html(), math);
  }

  private static Document.OutputSettings settings() {
    return new Document.OutputSettings().prettyPrint(false);
  }

  private static String setMathAside(String markdown, List<String> math) {
    String plain = markdown.replace(OPEN, ' ').replace(CLOSE, ' ');
    return CODE_OR_MATH
        .matcher(plain)
        .replaceAll(
            match -> {
              if (match.group(1) != null) {
                return Matcher.quoteReplacement(match.group());
              }
              String block = match.group(4);
              math.add(
                  block != null
                      ? MathText.html(block.strip(), "math block")
                      : MathText.html(match.group(5), "math"));
              return OPEN + String.valueOf(math.size() - 1) + CLOSE;
            });
  }

  private static String putMathBack(String html, List<String> math) {
    return SLOT.matcher(html)
        .replaceAll(slot -> Matcher.quoteReplacement(math.get(Integer.parseInt(slot.group(1)))));
  }

  private static void anchorHeadings(Document document) {
    Set<String> taken = new HashSet<>();
    for (Element heading : document.select("h1, h2, h3, h4")) {
      String slug =
          heading
              .text()
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N}]+", "-")
              .replaceAll("^-|-$", "");
      if (!slug.isEmpty() && taken.add(slug)) {
        heading.attr("id", slug);
      }
    }
  }

  private static void pointToPage(Element link) {
    String href = link.attr("href");
    if (!href.contains(":")) {
      link.attr("href", href.replaceFirst("\\.ipynb(?=#|$)", ".html"));
    }
  }

  private static void inline(Element image, @Nullable JsonObject attachments) {
    String source = image.attr("src");
    if (attachments == null || !source.startsWith("attachment:")) {
      return;
    }
    JsonElement bundle = attachments.get(source.substring("attachment:".length()));
    if (bundle instanceof JsonObject forms) {
      forms.entrySet().stream()
          .findFirst()
          .ifPresent(
              form ->
                  image.attr(
                      "src", "data:" + form.getKey() + ";base64," + form.getValue().getAsString()));
    }
  }
}
