package org.mesascope.kernel.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.Diag;

/** Tells what would mend a compile error, where it is one of the usual slips. */
final class Hints {

  /** A name that stands alone: javac gives no location, or the nameless class around a cell. */
  private static final Pattern UNDEFINED =
      Pattern.compile(
          "symbol:\\s+(?:class|variable|method) ([\\p{L}_$][\\p{L}\\p{N}_$]*)\\S*"
              + "(?:\\s+location:\\s+class\\s*)?\\s*");

  private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+(\\S+ \\S+)");

  private static final Pattern LINE_END = Pattern.compile("[ \\t]*(?:}.*|//.*|/\\*.*)?");

  private Hints() {}

  /**
   * Lines to show below an error; none where nothing is known to help.
   *
   * @param source what was compiled
   * @param later the names that the cell defines further down
   * @param types knows what could be imported
   */
  static List<String> of(
      List<Diag> diagnostics, String source, Set<String> later, TypesByName types) {
    List<String> hints = new ArrayList<>();
    Optional<Diag> first = diagnostics.stream().filter(Diag::isError).findFirst();
    first.flatMap(diagnostic -> closed(diagnostic, source)).ifPresent(hints::add);
    Optional<String> imports = ImportHint.of(symbols(diagnostics), types);
    imports.ifPresent(hints::add);
    if (imports.isEmpty()) {
      first.flatMap(diagnostic -> defined(diagnostic, later)).ifPresent(hints::add);
    }
    return hints;
  }

  private static Stream<String> symbols(List<Diag> diagnostics) {
    return diagnostics.stream()
        .map(diagnostic -> SYMBOL.matcher(diagnostic.getMessage(null)))
        .filter(Matcher::find)
        .map(symbol -> symbol.group(1));
  }

  /** The line with the semicolon that it lacks at its end. */
  private static Optional<String> closed(Diag diagnostic, String source) {
    String words = diagnostic.getMessage(null);
    int at = (int) diagnostic.getPosition();
    if (!words.contains("';'") || !words.endsWith(" expected") || at < 0 || at > source.length()) {
      return Optional.empty();
    }
    int start = source.lastIndexOf('\n', at - 1) + 1;
    int end = source.indexOf('\n', at) < 0 ? source.length() : source.indexOf('\n', at);
    return LINE_END.matcher(source.substring(at, end).stripTrailing()).matches()
        ? Optional.of(
            "    try: " + (source.substring(start, at) + ";" + source.substring(at, end)).strip())
        : Optional.empty();
  }

  private static Optional<String> defined(Diag diagnostic, Set<String> later) {
    Matcher undefined = UNDEFINED.matcher(diagnostic.getMessage(null));
    if (!undefined.find() || undefined.end() < diagnostic.getMessage(null).length()) {
      return Optional.empty();
    }
    String name = undefined.group(1);
    return Optional.of(
        later.contains(name)
            ? "    try: moving this below the definition of " + name + ", further down in this cell"
            : "    try: running the cell that defines " + name + " first; none that ran has");
  }
}
