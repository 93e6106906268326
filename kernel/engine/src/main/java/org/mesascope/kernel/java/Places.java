package org.mesascope.kernel.java;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import org.jspecify.annotations.Nullable;

/** Where in the notebook what runs came from. */
final class Places {

  private static final Pattern OF_CELL = Pattern.compile("(REPL\\.\\$JShell\\$\\w+)(?:[$.].*)?");

  /**
   * @param cell such as {@code cell 4}
   * @param firstLine the line of the cell that the snippet starts on
   * @param source the snippet's text
   */
  record Place(String cell, int firstLine, String source) {

    /** A line of the cell and what stands there, given the snippet's own line, from 1. */
    String line(int line) {
      return cell + ", line " + (firstLine + line - 1);
    }

    String text(int line) {
      return source.lines().skip(Math.max(0, line - 1)).findFirst().orElse("").strip();
    }
  }

  /** A line of a place, from 1. */
  record Line(Place place, int number) {}

  private final JShell shell;
  private final Map<String, Place> snippets = new ConcurrentHashMap<>();
  private final Map<String, List<Optional<Line>>> units = new ConcurrentHashMap<>();
  private final Set<Place> running = ConcurrentHashMap.newKeySet();

  Places(JShell shell) {
    this.shell = shell;
  }

  void put(String snippetId, Place place) {
    snippets.put(snippetId, place);
  }

  /** Marks that JShell runs what stands at a place, and has not told its snippets' ids yet. */
  void begin(Place place) {
    running.add(place);
  }

  void end(Place place) {
    running.remove(place);
  }

  private @Nullable Place of(Snippet snippet) {
    Place known = snippets.get(snippet.id());
    return known != null
        ? known
        : running.stream()
            .filter(place -> place.source().contains(snippet.source().strip()))
            .findFirst()
            .orElse(null);
  }

  /** Where the snippet with an id stood, if it is known. */
  @Nullable Place of(String snippetId) {
    return snippets.get(snippetId);
  }

  /**
   * @param lines where each line of the unit's source came from, if from anywhere
   */
  void putUnit(String className, List<Optional<Line>> lines) {
    units.put(className, List.copyOf(lines));
  }

  /** Whether a class is one that a cell was compiled to. */
  static boolean isOfCell(String className) {
    return OF_CELL.matcher(className).matches();
  }

  /** What keeps the snippet with an id from being used. */
  String unresolved(int id) {
    String wanted = String.valueOf(id);
    return shell
        .snippets()
        .filter(snippet -> snippet.id().equals(wanted))
        .filter(DeclarationSnippet.class::isInstance)
        .map(snippet -> Definitions.unresolved(shell, (DeclarationSnippet) snippet))
        .findFirst()
        .orElse("what was called uses a name that is not defined yet");
  }

  /** Where a frame stands, if it is known. */
  @Nullable Line line(StackTraceElement frame) {
    Matcher wrapper = OF_CELL.matcher(frame.getClassName());
    if (!wrapper.matches()) {
      return null;
    }
    List<Optional<Line>> unit = units.get(wrapper.group(1));
    int number = frame.getLineNumber();
    if (unit != null) {
      return number < 1 || number > unit.size() ? null : unit.get(number - 1).orElse(null);
    }
    return shell
        .snippets()
        .filter(snippet -> wrapper.group(1).equals(className(snippet)))
        .map(snippet -> line(snippet, number))
        .filter(line -> line != null)
        .findFirst()
        .orElse(null);
  }

  private @Nullable String className(Snippet snippet) {
    return snippet.kind() == Snippet.Kind.ERRONEOUS || snippet.kind() == Snippet.Kind.IMPORT
        ? null
        : shell.sourceCodeAnalysis().wrapper(snippet).fullClassName();
  }

  /**
   * The line of a snippet that a line of its wrapper holds. Several methods of one name share a
   * wrapper: the line must read the same in both.
   */
  private @Nullable Line line(Snippet snippet, int wrapperLine) {
    Place place = of(snippet);
    SnippetWrapper wrapper = shell.sourceCodeAnalysis().wrapper(snippet);
    String wrapped = wrapper.wrapped();
    int start = 0;
    for (int i = 1; i < wrapperLine && start >= 0; i++) {
      start = wrapped.indexOf('\n', start) + 1;
    }
    int end = wrapped.indexOf('\n', start) < 0 ? wrapped.length() : wrapped.indexOf('\n', start);
    String source = snippet.source();
    for (int at = start; at < end && place != null; at++) {
      int own = wrapper.wrappedToSourcePosition(at);
      boolean same = own >= 0 && own < source.length() && source.charAt(own) == wrapped.charAt(at);
      if (same && !Character.isWhitespace(wrapped.charAt(at))) {
        int line = 1 + (int) source.substring(0, own).chars().filter(c -> c == '\n').count();
        boolean another =
            snippet.kind() == Snippet.Kind.METHOD
                && !wrapped.substring(start, end).contains(place.text(line));
        return another ? null : new Line(place, line);
      }
    }
    return null;
  }
}
