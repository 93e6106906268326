package org.mesascope.kernel.java;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.mesascope.kernel.java.Pieces.Piece;
import org.mesascope.kernel.javadoc.JarDocs;

/** What could stand at the caret. */
final class Completion {

  private final JavaSession session;
  private final JarDocs docs;

  Completion(JavaSession session) {
    this.session = session;
    docs = new JarDocs(session.classLoader(), this::qualified);
  }

  /** The content of a {@code complete_reply}; {@code cursor} counts characters of {@code code}. */
  JsonObject complete(String code, int cursor) {
    String before = code.substring(0, cursor);
    int nameStart = nameStart(before);
    if (nameStart > 0 && before.charAt(nameStart - 1) == '%') {
      return magics(before, nameStart);
    }
    SourceCodeAnalysis analysis = session.analysis(before);
    int[] anchor = {cursor};
    int offset = 0;
    List<Suggestion> found = analysis.completionSuggestions(before, cursor, anchor);
    if (found.isEmpty()) {
      List<Piece> pieces = Pieces.of(before, analysis);
      if (pieces.size() > 1) {
        Piece last = pieces.get(pieces.size() - 1);
        offset = last.offset();
        String tail = before.substring(offset);
        found = analysis.completionSuggestions(tail, tail.length(), anchor);
      }
    }
    Map<String, String> kinds = new LinkedHashMap<>();
    for (boolean fitting : new boolean[] {true, false}) {
      for (Suggestion suggestion : found) {
        if (suggestion.matchesType() == fitting) {
          kinds.putIfAbsent(suggestion.continuation(), kind(suggestion.continuation(), before));
        }
      }
    }
    int start = found.isEmpty() ? cursor : offset + anchor[0];
    Map<String, String> signatures =
        signatures(analysis).of(kinds.keySet(), before.substring(offset, start));
    String typed = before.substring(nameStart);
    if (!typed.isEmpty() && !before.substring(0, nameStart).stripTrailing().endsWith(".")) {
      start = found.isEmpty() ? nameStart : start;
      session.otherVariables().stream()
          .filter(name -> name.startsWith(typed))
          .forEach(name -> kinds.putIfAbsent(name, "instance"));
    }
    return reply(kinds, signatures, start, cursor);
  }

  private JsonObject magics(String before, int nameStart) {
    boolean cell = nameStart > 1 && before.charAt(nameStart - 2) == '%';
    Set<String> names = cell ? session.magics().cellNames() : session.magics().lineNames();
    String typed = before.substring(nameStart);
    Map<String, String> kinds = new LinkedHashMap<>();
    names.stream().filter(name -> name.startsWith(typed)).forEach(name -> kinds.put(name, "magic"));
    return reply(kinds, Map.of(), nameStart, before.length());
  }

  private Signatures signatures(SourceCodeAnalysis analysis) {
    return new Signatures(text -> analysis.documentation(text, text.length(), false), docs::owner);
  }

  /**
   * JShell writes cells' types without a package, and so those of java.lang and what is imported.
   */
  private List<String> qualified(String name) {
    if (session.hasOwnType(name)) {
      return List.of();
    }
    return Object.class.getResource(name + ".class") == null
        ? session.types().of(name)
        : List.of("java.lang." + name);
  }

  private static JsonObject reply(
      Map<String, String> kinds, Map<String, String> signatures, int start, int end) {
    JsonArray matches = new JsonArray();
    JsonArray types = new JsonArray();
    kinds.forEach(
        (text, kind) -> {
          matches.add(text);
          JsonObject type = new JsonObject();
          type.addProperty("text", text);
          type.addProperty("type", kind);
          type.addProperty("start", start);
          type.addProperty("end", end);
          if (signatures.containsKey(text)) {
            type.addProperty("signature", signatures.get(text));
          }
          types.add(type);
        });
    JsonObject metadata = new JsonObject();
    metadata.add("_jupyter_types_experimental", types);
    JsonObject reply = new JsonObject();
    reply.addProperty("status", "ok");
    reply.add("matches", matches);
    reply.addProperty("cursor_start", start);
    reply.addProperty("cursor_end", end);
    reply.add("metadata", metadata);
    return reply;
  }

  /** The kinds that JupyterLab has icons for, told from how Java is written. */
  private String kind(String continuation, String before) {
    String name = continuation.strip();
    if (name.endsWith("(") || name.endsWith(")")) {
      return "function";
    }
    if (SourceVersion.isKeyword(name)) {
      return "keyword";
    }
    if (session.declaredType(name).isPresent()) {
      return "instance";
    }
    if (name.endsWith(".") || before.strip().startsWith("import ")) {
      return "module";
    }
    if (!name.isEmpty() && Character.isUpperCase(name.charAt(0))) {
      return name.equals(name.toUpperCase(Locale.ROOT)) && name.length() > 1 ? "property" : "class";
    }
    return "property";
  }

  static int nameStart(String text) {
    int start = text.length();
    while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }
}
