package org.mesascope.kernel.javadoc;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Javadoc in a page that the javadoc tool wrote: of JDK 8 to 10 by anchors, since 11 by ids. */
final class PageDocs {

  private static final Pattern ARGUMENTS = Pattern.compile("[(\\-](.*?)[)\\-]?$");

  private PageDocs() {}

  /** The HTML that describes what a signature names, if it is there. */
  static Optional<String> find(String html, Class<?> type, Signature wanted) {
    Document page = Jsoup.parse(html);
    Element place =
        wanted.member().isEmpty()
            ? page.selectFirst("section.class-description, section.description, div.description")
            : member(page, type, wanted);
    Element text = place == null ? null : place.selectFirst("div.block");
    return Optional.ofNullable(text).map(block -> JavadocText.cleaned(block.html()));
  }

  private static @Nullable Element member(Document page, Class<?> type, Signature wanted) {
    String name =
        wanted.member().equals(Signature.CONSTRUCTOR) ? type.getSimpleName() : wanted.member();
    for (Element anchor : page.select("section.detail[id], a[id], a[name]")) {
      String id = anchor.hasAttr("id") ? anchor.id() : anchor.attr("name");
      if (names(id, wanted.member(), wanted) || names(id, name, wanted)) {
        return anchor.tagName().equals("section") ? anchor : anchor.nextElementSibling();
      }
    }
    return null;
  }

  private static boolean names(String id, String name, Signature wanted) {
    if (id.equals(name)) {
      return wanted.parameters().isEmpty();
    }
    if (!id.startsWith(name + "(") && !id.startsWith(name + "-")) {
      return false;
    }
    var arguments = ARGUMENTS.matcher(id.substring(name.length()));
    return arguments.matches()
        && List.of(arguments.group(1).split("[,-]", -1)).stream()
            .filter(argument -> !argument.isEmpty())
            .map(argument -> Signature.simple(argument.replace(":A", "[]")))
            .toList()
            .equals(wanted.parameters());
  }
}
