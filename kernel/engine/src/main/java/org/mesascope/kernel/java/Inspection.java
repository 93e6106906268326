package org.mesascope.kernel.java;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.mesascope.kernel.java.Pieces.Piece;
import org.mesascope.kernel.javadoc.JarDocs;
import org.mesascope.kernel.javadoc.JavadocText;

/** What stands at the caret: signatures, and their Javadoc where its source can be found. */
final class Inspection {

  private static final int MOST = 20;

  private final JavaSession session;

  private final JarDocs jars;

  Inspection(JavaSession session) {
    this.session = session;
    jars = new JarDocs(session.classLoader(), session.types()::of);
  }

  /** The content of an {@code inspect_reply}; {@code cursor} counts characters of {@code code}. */
  JsonObject inspect(String code, int cursor) {
    int end = cursor;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    String text = code.substring(0, end);
    if (text.endsWith("()")) {
      text = text.substring(0, text.length() - 1); // as a front end asks of a completion
    }
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
      Map<String, String> javadocs = new LinkedHashMap<>();
      found.forEach(each -> javadocs.put(Signatures.of(each), javadoc(each)));
      data.addProperty("text/plain", plain(javadocs));
      data.addProperty("text/html", html(javadocs));
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

  /** The HTML of its Javadoc, from the JDK's sources or those beside a jar; empty without. */
  private String javadoc(Documentation documentation) {
    String comment = documentation.javadoc();
    return comment == null
        ? jars.of(Signatures.of(documentation)).orElse("")
        : JavadocText.html(comment);
  }

  private static String plain(Map<String, String> javadocs) {
    return javadocs.entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + (entry.getValue().isEmpty()
                        ? ""
                        : "\n\n" + JavadocText.plain(entry.getValue())))
        .collect(Collectors.joining("\n\n"));
  }

  private static String html(Map<String, String> javadocs) {
    StringBuilder html = new StringBuilder();
    javadocs.forEach(
        (signature, javadoc) -> {
          html.append("<pre>").append(escape(signature)).append("</pre>");
          html.append(javadoc.isEmpty() ? "" : "<div>" + javadoc + "</div>");
        });
    return html.toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
