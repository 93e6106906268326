package org.mesascope.kernel.java;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import org.mesascope.kernel.java.Places.Place;
import org.mesascope.kernel.render.CellNames;

/** Says what is wrong with what a cell defines, in javac's words, where it stands. */
final class Definitions {

  private static final int MOST = 10;
  private static final Pattern DETAIL = Pattern.compile("(?m)^\\s+(?:symbol|reason):\\s+(.+)$");

  /** Comments and texts. */
  private static final String NO_NAME =
      "//[^\\n]*|(?s:/\\*.*?\\*/)|(?s:\"\"\".*?\"\"\")|\"(?:\\\\.|[^\"\\\\\\n])*\"";

  private Definitions() {}

  /** The failure of a snippet that does not compile. */
  static Failure uncompiled(Place place, List<Diag> diagnostics) {
    List<String> trace =
        diagnostics.stream()
            .filter(Diag::isError)
            .map(diagnostic -> describe(place, diagnostic))
            .distinct()
            .limit(MOST)
            .toList();
    String first =
        diagnostics.stream()
            .filter(Diag::isError)
            .map(Definitions::headline)
            .findFirst()
            .orElse("the code is not complete Java");
    int line =
        diagnostics.stream()
            .filter(Diag::isError)
            .mapToInt(diagnostic -> lineOf(place.source(), position(place.source(), diagnostic)))
            .findFirst()
            .orElse(1);
    String where = place.line(line);
    return new Failure(
        "CompilationError",
        first + " (" + where + ")",
        trace.isEmpty() ? List.of(where + ": " + first) : trace);
  }

  /** A note on a definition that is kept, but cannot be used before what it names is defined. */
  static String unresolved(JShell shell, DeclarationSnippet snippet) {
    String missing = shell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
    return name(snippet) + " cannot be used until this is defined: " + missing;
  }

  /** javac's words on a name that a definition mentions and that nothing has. */
  static String missing(Place place, String symbol) {
    String name = symbol.replaceFirst("^\\w+ ", "").replaceFirst("\\(.*", "");
    Matcher mention =
        Pattern.compile(NO_NAME + "|(?<![.\\w$])(" + Pattern.quote(name) + ")(?![\\w$])")
            .matcher(place.source());
    int position = 0;
    while (mention.find()) {
      if (mention.group(1) != null) {
        position = mention.start(1);
        break;
      }
    }
    return at(place, position, "cannot find symbol: " + symbol);
  }

  private static String name(Snippet snippet) {
    if (snippet instanceof MethodSnippet method) {
      return method.name() + "(" + method.parameterTypes() + ")";
    }
    return snippet instanceof DeclarationSnippet declared ? declared.name() : snippet.source();
  }

  private static String describe(Place place, Diag diagnostic) {
    return at(place, position(place.source(), diagnostic), words(diagnostic));
  }

  private static String at(Place place, int position, String words) {
    String source = place.source();
    int lineStart = source.lastIndexOf('\n', position - 1) + 1;
    int lineEnd = source.indexOf('\n', lineStart);
    String text = source.substring(lineStart, lineEnd < 0 ? source.length() : lineEnd);
    String indent = text.substring(0, Math.min(text.length(), position - lineStart));
    return "%s: %s%n    %s%n    %s^"
        .formatted(
            place.line(lineOf(source, position)),
            words,
            text.stripTrailing(),
            indent.replaceAll("[^\\t]", " "));
  }

  /** javac's first line, with the symbol or the reason that it gives further down. */
  private static String headline(Diag diagnostic) {
    String words = words(diagnostic);
    String first = words.lines().findFirst().orElse("").replaceFirst(";$", "");
    Matcher detail = DETAIL.matcher(words);
    return detail.find() ? first + ": " + detail.group(1).strip() : first;
  }

  private static String words(Diag diagnostic) {
    return CellNames.readable(diagnostic.getMessage(null))
        .lines()
        .filter(line -> !line.strip().equals("location: class"))
        .collect(Collectors.joining("\n"));
  }

  private static int position(String source, Diag diagnostic) {
    return (int) Math.max(0, Math.min(source.length(), diagnostic.getPosition()));
  }

  private static int lineOf(String source, int position) {
    return 1 + (int) source.substring(0, position).chars().filter(c -> c == '\n').count();
  }
}
