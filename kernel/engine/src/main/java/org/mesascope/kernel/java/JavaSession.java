package org.mesascope.kernel.java;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.compat.DefaultImports;
import org.mesascope.kernel.compat.Extensions;
import org.mesascope.kernel.compat.IJavaNames;
import org.mesascope.kernel.java.Pieces.Piece;
import org.mesascope.kernel.java.Places.Place;
import org.mesascope.kernel.magic.Magics;
import org.mesascope.kernel.magic.Notebook;
import org.mesascope.kernel.magic.Session;
import org.mesascope.kernel.magic.StandardMagics;
import org.mesascope.kernel.magic.maven.MavenLocations;
import org.mesascope.kernel.protocol.Log;
import org.mesascope.kernel.render.Renderers;

/**
 * The running notebook: its JShell, its class path, its renderers and magics.
 *
 * <p>One thread runs cells; what a cell calls may come back here.
 */
final class JavaSession implements Session, AutoCloseable {

  private static final Set<SubKind> VALUES =
      Set.of(
          SubKind.VAR_VALUE_SUBKIND,
          SubKind.OTHER_EXPRESSION_SUBKIND,
          SubKind.TEMP_VAR_EXPRESSION_SUBKIND);

  private final ClassPathIndex startedWith = ClassPathIndex.ofThisProcess();
  private final CellLoader loader =
      new CellLoader(JavaSession.class.getClassLoader(), startedWith.classPath());
  private final CellControl control = new CellControl(loader);
  private final JShell shell;
  private final SourceCodeAnalysis analysis;
  private @Nullable CompilerFiles compilerFiles;
  private final Places places = new Places();
  private final StackLines stackLines = new StackLines(places);
  private final Set<Path> classpath = new LinkedHashSet<>();
  private final Renderers renderers = new Renderers();
  private final Magics magics = StandardMagics.with(MavenLocations.ofUser());
  private final Extensions extensions = new Extensions(this, line -> System.err.println(line));

  /** Starts JShell and gives it its imports: about half a second when cold. */
  JavaSession() {
    shell =
        JShell.builder()
            .executionEngine(new InThisProcess(control), Map.of())
            .fileManager(files -> compilerFiles = new CompilerFiles(files, startedWith))
            .build();
    analysis = shell.sourceCodeAnalysis();
    importAll();
    renderers.load(loader).forEach(Log::warn);
    Notebook.install(this);
    extensions.load(loader);
  }

  /**
   * Runs a cell, piece by piece; what ran before a failure stays.
   *
   * @param name where its errors say they are, such as {@code cell 4}
   */
  Outcome run(String code, String name) {
    Turn.take();
    try {
      return runInTurn(code, name);
    } finally {
      Turn.end();
      letLearn();
    }
  }

  private void letLearn() {
    CompilerFiles files = compilerFiles;
    if (files != null) {
      files.letOthersRead();
    }
  }

  private Outcome runInTurn(String code, String name) {
    String java;
    try {
      java = magics.rewrite(IJavaNames.translated(code));
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      return new Outcome.Failed(
          new Failure("CompilationError", message, List.of(name + ": " + message)), e);
    }
    Outcome outcome = new Outcome.Done(null, false);
    List<Snippet> unresolved = new ArrayList<>();
    for (Piece piece : Pieces.of(java, analysis)) {
      outcome = run(piece, name, unresolved);
      if (outcome instanceof Outcome.Failed) {
        break;
      }
    }
    warnOfUnresolved(name, unresolved);
    return outcome;
  }

  @Override
  public @Nullable Object evaluate(String code) throws Exception {
    Cell cell = Cell.current();
    boolean inUserCode = cell != null && cell.leaveUserCode();
    try {
      Outcome outcome = run(code, "evaluated code");
      if (outcome instanceof Outcome.Failed failed) {
        throw asException(failed);
      }
      return ((Outcome.Done) outcome).value();
    } finally {
      if (cell != null && inUserCode) {
        cell.enterUserCode();
      }
    }
  }

  /** The type a variable was declared with, or inferred to have; empty if there is none such. */
  Optional<String> declaredType(String variable) {
    return variable(variable).map(VarSnippet::typeName);
  }

  Optional<VarSnippet> variable(String name) {
    return shell.variables().filter(v -> v.name().equals(name)).findFirst();
  }

  /** What answers questions about code; from the first one on, JShell learns all that there is. */
  SourceCodeAnalysis analysis() {
    letLearn();
    return analysis;
  }

  @Override
  public void addToClasspath(List<Path> entries) {
    Turn.take();
    try {
      for (Path entry : entries) {
        Path absolute = entry.toAbsolutePath().normalize();
        if (classpath.add(absolute)) {
          shell.addToClasspath(absolute.toString());
        }
      }
    } finally {
      Turn.end();
    }
    renderers.load(loader).forEach(Log::warn);
    extensions.load(loader);
  }

  @Override
  public List<Path> classpath() {
    return List.copyOf(classpath);
  }

  @Override
  public ClassLoader classLoader() {
    return loader;
  }

  @Override
  public Path workingDirectory() {
    return Path.of("").toAbsolutePath();
  }

  @Override
  public Renderers renderers() {
    return renderers;
  }

  @Override
  public Magics magics() {
    return magics;
  }

  @Override
  public void close() {
    extensions.close();
    shell.close();
  }

  private Outcome run(Piece piece, String name, List<Snippet> unresolved) {
    Cell cell = Cell.current();
    Place place = new Place(name, piece.line(), piece.source());
    Outcome outcome = new Outcome.Done(null, false);
    if (cell != null && cell.isCancelled()) {
      return interrupted(place);
    }
    List<SnippetEvent> events;
    try {
      events = shell.eval(piece.source());
    } catch (IllegalStateException | StackOverflowError | LinkageError e) {
      String message = "the compiler could not take this piece: " + e;
      return new Outcome.Failed(
          new Failure("CompilationError", message, List.of(place.line(1) + ": " + message)), e);
    }
    for (SnippetEvent event : events) {
      Snippet snippet = event.snippet();
      if (event.causeSnippet() != null) {
        continue;
      }
      places.put(snippet.id(), place);
      if (event.exception() != null) {
        return new Outcome.Failed(stackLines.describe(event.exception()), control.takeThrown());
      }
      if (event.status() == Status.REJECTED || isUnusable(snippet, event.status())) {
        List<Diag> diagnostics = shell.diagnostics(snippet).toList();
        Failure failure = Definitions.uncompiled(place, diagnostics);
        return new Outcome.Failed(ImportHint.added(failure, diagnostics, analysis()), null);
      }
      if (event.status() != Status.VALID) {
        unresolved.add(snippet);
      }
      outcome = done(piece, snippet);
    }
    return outcome;
  }

  private Outcome done(Piece piece, Snippet snippet) {
    Object value = control.takeValue();
    if (!VALUES.contains(snippet.subKind())) {
      return new Outcome.Done(null, false);
    }
    boolean magic = piece.source().startsWith(Notebook.class.getName());
    return new Outcome.Done(value, magic ? value != null : !piece.endsInSemicolon());
  }

  /** A variable whose type is unknown would stay null: better to say so at once. */
  private static boolean isUnusable(Snippet snippet, Status status) {
    return snippet instanceof VarSnippet && status != Status.VALID;
  }

  private void warnOfUnresolved(String name, List<Snippet> snippets) {
    for (Snippet snippet : snippets) {
      Status now = shell.status(snippet);
      if (snippet instanceof DeclarationSnippet declared
          && (now == Status.RECOVERABLE_DEFINED || now == Status.RECOVERABLE_NOT_DEFINED)) {
        System.err.println(name + ": " + Definitions.unresolved(shell, declared));
      }
    }
  }

  /**
   * JShell takes several imports as one, and so compiles once for all; each by itself only where
   * one of them names nothing. It knows them by the first, which nobody would import again and so
   * replace them all.
   */
  private void importAll() {
    Set<String> imports = new LinkedHashSet<>(Imports.seenBy(loader));
    imports.addAll(DefaultImports.ALL);
    boolean allValid =
        shell.eval(String.join("", imports)).stream()
            .allMatch(event -> event.status() == Status.VALID);
    if (!allValid) {
      imports.forEach(this::importOrLog);
    }
  }

  private void importOrLog(String declaration) {
    for (SnippetEvent event : shell.eval(declaration)) {
      if (event.status() != Status.VALID) {
        Log.warn("skipped '" + declaration + "': it is not on the class path");
      }
    }
  }

  private static Outcome interrupted(Place place) {
    CellInterruptedError error = new CellInterruptedError();
    String message = String.valueOf(error.getMessage());
    return new Outcome.Failed(
        new Failure(CellInterruptedError.class.getName(), message, List.of(message, place.line(1))),
        error);
  }

  private static Exception asException(Outcome.Failed failed) {
    if (failed.thrown() instanceof Error error) {
      throw error;
    }
    return failed.thrown() instanceof Exception exception
        ? exception
        : new IllegalArgumentException(String.join("\n", failed.failure().trace()));
  }

  /** JShell's way to the control that runs its classes. */
  private record InThisProcess(CellControl control) implements ExecutionControlProvider {
    @Override
    public String name() {
      return "mesascope";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
      return control;
    }
  }
}
