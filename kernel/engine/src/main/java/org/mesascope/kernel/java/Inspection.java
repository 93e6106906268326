package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;
import org.mesascope.kernel.java.Pieces.Piece;

/** What stands at the caret: signatures, and their Javadoc where its source can be found. */
final class Inspection {

  private static final int MOST = 20;

  private final JavaSession session;

  Inspection(JavaSession session) {
    this.session = session;
  }

  /** The content of an {@code inspect_reply}; {@code cursor} counts characters of {@code code}. */
  JsonObject inspect(String code, int cursor) {
    int end = cursor;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    String text = code.substring(0, end);
    boolean called = end < code.length() && code.charAt(end) == '(' && end > 0;
    String name = text.substring(Completion.nameStart(text));
    List<Documentation> found = documentation(called ? text + "(" : text);
    if (found.isEmpty() && !called && !name.isEmpty()) {
      found = documentation(text + "("); // JShell knows a method by its parenthesis alone.
    }
    Optional<String> type = isQualified(text, name) ? Optional.empty() : session.declaredType(name);
    JsonObject data = new JsonObject();
    if (type.isPresent()) {
      data.addProperty("text/plain", type.get() + " " + name);
    } else if (!found.isEmpty()) {
      data.addProperty("text/plain", plain(found));
      data.addProperty("text/html", html(found));
    }
    JsonObject reply = new JsonObject();
    reply.addProperty("status", "ok");
    reply.addProperty("found", data.size() > 0);
    reply.add("data", data);
    reply.add("metadata", new JsonObject());
    return reply;
  }

  private List<Documentation> documentation(String text) {
    SourceCodeAnalysis analysis = session.analysis(text);
    List<Documentation> found = analysis.documentation(text, text.length(), true);
    if (found.isEmpty()) {
      List<Piece> pieces = Pieces.of(text, analysis);
      if (pieces.size() > 1) {
        String tail = text.substring(pieces.get(pieces.size() - 1).offset());
        found = analysis.documentation(tail, tail.length(), true);
      }
    }
    return found.stream().limit(MOST).toList();
  }

  private static boolean isQualified(String text, String name) {
    int start = text.length() - name.length();
    return start > 0 && text.charAt(start - 1) == '.';
  }

  private static String plain(List<Documentation> found) {
    List<String> parts = new ArrayList<>();
    for (Documentation documentation : found) {
      String javadoc = documentation.javadoc();
      parts.add(
          documentation.signature()
              + (javadoc == null ? "" : "\n\n" + Jsoup.parse(javadoc).wholeText().strip()));
    }
    return String.join("\n\n", parts);
  }

  private static String html(List<Documentation> found) {
    StringBuilder html = new StringBuilder();
    for (Documentation documentation : found) {
      html.append("<pre>").append(escape(documentation.signature())).append("</pre>");
      String javadoc = documentation.javadoc();
      if (javadoc != null) {
        html.append("<div>").append(Jsoup.clean(javadoc, Safelist.basic()));
        html.append("</div>");
      }
    }
    return html.toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
