package org.mesascope.kernel.java;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;
import org.mesascope.kernel.java.Pieces.Piece;
import org.mesascope.kernel.java.Places.Place;
import org.mesascope.kernel.magic.Notebook;

/** What JShell takes, a piece at a time, and what it knows. */
final class Snippets {

  private static final Set<SubKind> VALUES =
      Set.of(
          SubKind.VAR_VALUE_SUBKIND,
          SubKind.OTHER_EXPRESSION_SUBKIND,
          SubKind.TEMP_VAR_EXPRESSION_SUBKIND);

  /**
   * What a person should know of after a cell.
   *
   * @param unresolved what was kept although it names what is not defined yet
   * @param emptied variables set to null, each with the type that was defined anew
   */
  record Aftermath(List<Snippet> unresolved, Map<VarSnippet, String> emptied) {
    Aftermath() {
      this(new ArrayList<>(), new LinkedHashMap<>());
    }
  }

  private final JShell shell;
  private final SourceCodeAnalysis analysis;
  private final NotebookImports imports;
  private final CellControl control;
  private final UnitVariables variables;
  private final NamesInReach names;
  private final Places places;
  private final StackLines stackLines;
  private final TypesByName types;

  Snippets(
      JShell shell,
      NotebookImports imports,
      CellControl control,
      UnitVariables variables,
      NamesInReach names,
      Places places,
      StackLines stackLines,
      TypesByName types) {
    this.shell = shell;
    this.analysis = shell.sourceCodeAnalysis();
    this.imports = imports;
    this.control = control;
    this.variables = variables;
    this.names = names;
    this.places = places;
    this.stackLines = stackLines;
    this.types = types;
  }

  /**
   * Evaluates a part.
   *
   * @param cell what its errors call the cell
   * @param later the names that the cell defines further down
   * @param aftermath gains what was kept although it names what is not defined yet, and what was
   *     lost
   */
  Outcome run(Part part, String cell, Supplier<Set<String>> later, Aftermath aftermath) {
    Piece piece = part.piece();
    Place place = new Place(cell, piece.line(), piece.source());
    if (isCancelled()) {
      return interrupted(place);
    }
    List<SnippetEvent> events;
    try {
      imports.tell();
      variables.tell(part.words());
      if (shell.types().anyMatch(type -> part.defines().contains(type.name()))) {
        variables.tellOfCellTypes(part.defines());
      }
      places.begin(place);
      events = shell.eval(piece.source());
    } catch (IllegalStateException | StackOverflowError | LinkageError e) {
      String message = "the compiler could not take this piece: " + e;
      return new Outcome.Failed(
          new Failure("CompilationError", message, List.of(place.line(1) + ": " + message)), e);
    } finally {
      places.end(place);
    }
    Outcome outcome = new Outcome.Done(null, false);
    for (SnippetEvent event : events) {
      Snippet snippet = event.snippet();
      if (event.causeSnippet() != null) {
        if (isEmptied(event)) {
          aftermath.emptied().put((VarSnippet) snippet, String.join(", ", part.defines()));
        }
        continue;
      }
      places.put(snippet.id(), place);
      if (event.exception() != null) {
        Throwable thrown = Optional.ofNullable(control.takeThrown()).orElse(event.exception());
        return new Outcome.Failed(stackLines.describe(thrown), thrown);
      }
      if (event.status() == Status.REJECTED || isUnusable(snippet, event.status())) {
        List<Diag> diagnostics = shell.diagnostics(snippet).toList();
        Failure failure = Definitions.uncompiled(place, diagnostics);
        List<String> hints = Hints.of(diagnostics, piece.source(), later.get(), types);
        return new Outcome.Failed(failure.withLines(hints), null);
      }
      if (snippet instanceof VarSnippet variable) {
        variables.forget(variable.name());
      }
      if (event.status() != Status.VALID) {
        aftermath.unresolved().add(snippet);
      }
      outcome = done(piece, snippet);
    }
    return outcome;
  }

  /** The type of the variable of this name that JShell knows of, as a person writes it. */
  Optional<String> type(String variable) {
    return shell
        .variables()
        .filter(known -> known.name().equals(variable))
        .map(known -> variables.written(known.typeName()))
        .findFirst();
  }

  boolean knowsAnyOf(Set<String> names) {
    return shell
        .snippets()
        .anyMatch(
            snippet ->
                snippet instanceof DeclarationSnippet declared
                    && names.contains(declared.name())
                    && shell.status(snippet).isActive());
  }

  /** The names that something defined still waits for. */
  Set<String> awaited() {
    Set<String> names = new HashSet<>();
    shell
        .snippets()
        .filter(DeclarationSnippet.class::isInstance)
        .filter(snippet -> isUnresolved(shell.status(snippet)))
        .forEach(
            snippet ->
                shell
                    .unresolvedDependencies((DeclarationSnippet) snippet)
                    .forEach(missing -> names.addAll(Part.words(missing))));
    return names;
  }

  /** The imports that let a class see what JShell lets a snippet see, as far as it is mentioned. */
  String imports(Set<String> mentioned) {
    StringBuilder imports = new StringBuilder();
    this.imports
        .lines()
        .filter(line -> names.serves(line, mentioned))
        .forEach(line -> imports.append(line.text()).append('\n'));
    shell
        .snippets()
        .forEach(
            snippet -> {
              if (snippet instanceof DeclarationSnippet declared
                  && mentioned.contains(declared.name())
                  && isDefined(shell.status(snippet))) {
                imports.append("import static ");
                imports.append(analysis.wrapper(snippet).fullClassName());
                imports.append('.').append(declared.name()).append(";\n");
              }
            });
    return imports.toString();
  }

  /**
   * Says what the cell has emptied, and of what was kept and cannot be used what it lacks.
   *
   * @param declared variables that the cell itself declares
   */
  void warn(Aftermath aftermath, Set<String> declared) {
    warnOfUnresolved(aftermath.unresolved());
    Map<String, Set<String>> byType = new TreeMap<>();
    aftermath
        .emptied()
        .forEach(
            (variable, type) -> {
              if (!declared.contains(variable.name())) {
                byType.computeIfAbsent(type, none -> new TreeSet<>()).add(variable.name());
              }
            });
    byType.forEach(
        (type, lost) ->
            System.err.printf(
                "%s was defined anew, which has set to null: %s%n", type, String.join(", ", lost)));
  }

  private void warnOfUnresolved(List<Snippet> snippets) {
    for (Snippet snippet : snippets) {
      Place place = places.of(snippet.id());
      if (place != null
          && snippet instanceof DeclarationSnippet declared
          && isUnresolved(shell.status(snippet))) {
        List<String> missing = shell.unresolvedDependencies(declared).toList();
        missing.forEach(symbol -> System.err.println(Definitions.missing(place, symbol)));
        System.err.println("    " + Definitions.unresolved(shell, declared));
        ImportHint.of(missing.stream(), types).ifPresent(System.err::println);
      }
    }
  }

  static boolean isCancelled() {
    Cell cell = Cell.current();
    return cell != null && cell.isCancelled();
  }

  static Outcome interrupted(Place place) {
    CellInterruptedError error = new CellInterruptedError();
    String message = String.valueOf(error.getMessage());
    return new Outcome.Failed(
        new Failure(CellInterruptedError.class.getName(), message, List.of(message, place.line(1))),
        error);
  }

  private Outcome done(Piece piece, Snippet snippet) {
    Object value = control.takeValue();
    if (!VALUES.contains(snippet.subKind())) {
      return new Outcome.Done(null, false);
    }
    return new Outcome.Done(value, isMagic(piece) ? value != null : !piece.endsInSemicolon());
  }

  static boolean isMagic(Piece piece) {
    return piece.source().startsWith(Notebook.class.getName());
  }

  /** JShell gives a variable whose type changes a new field, and leaves what was in the old one. */
  private static boolean isEmptied(SnippetEvent event) {
    return event.snippet() instanceof VarSnippet
        && event.previousStatus() == Status.VALID
        && event.isSignatureChange();
  }

  /** A variable whose type is unknown would stay null: better to say so at once. */
  private static boolean isUnusable(Snippet snippet, Status status) {
    return snippet instanceof VarSnippet && status != Status.VALID;
  }

  private static boolean isDefined(Status status) {
    return status == Status.VALID || status == Status.RECOVERABLE_DEFINED;
  }

  private static boolean isUnresolved(Status status) {
    return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
  }
}
