package org.mesascope.kernel.java;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.MimeBundle;
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

  private final ClassPathIndex startedWith = ClassPathIndex.ofThisProcess();
  private final CellLoader loader =
      new CellLoader(JavaSession.class.getClassLoader(), startedWith.classPath());
  private final CellControl control = new CellControl(loader);
  private final JShell shell;
  private final SourceCodeAnalysis analysis;
  private @Nullable CompilerFiles compilerFiles;
  private final TypesByName types = new TypesByName(this::compileClassPath);
  private final boolean together;
  private final UnitCompiler compiler = new UnitCompiler(loader, startedWith);
  private final NamesInReach names = new NamesInReach(loader, compiler);
  private final NotebookImports imports;
  private final UnitVariables variables;
  private final StackLines stackLines;
  private final Snippets snippets;
  private final Units units;
  private final Set<Path> classpath = new LinkedHashSet<>();
  private final Renderers renderers = new Renderers();
  private final Magics magics = StandardMagics.with(MavenLocations.ofUser());
  private final Extensions extensions = new Extensions(this, line -> System.err.println(line));

  /** Starts JShell: about a tenth of a second when cold. */
  JavaSession() {
    this(true);
  }

  /**
   * @param together whether the statements of a cell are compiled together; JShell takes them one
   *     by one otherwise, to the same effect
   */
  JavaSession(boolean together) {
    this.together = together;
    shell =
        JShell.builder()
            .executionEngine(new InThisProcess(control), Map.of())
            .fileManager(files -> compilerFiles = new CompilerFiles(files, startedWith))
            .build();
    analysis = shell.sourceCodeAnalysis();
    Places places = new Places(shell);
    stackLines = new StackLines(places);
    imports = new NotebookImports(shell, standingImports(loader));
    variables = new UnitVariables(shell, imports, control);
    snippets = new Snippets(shell, imports, control, variables, names, places, stackLines, types);
    units = new Units(loader, control, compiler, snippets, variables, places, stackLines);
    renderers.add(
        Throwable.class,
        thrown -> MimeBundle.text(String.join("\n", stackLines.describe(thrown).trace())));
    renderers.load(loader).forEach(Log::warn);
    Notebook.install(this);
    extensions.load(loader);
  }

  /**
   * Runs a cell; what ran before a failure stays.
   *
   * @param name where its errors say they are, such as {@code cell 4}
   */
  Outcome run(String code, String name) {
    return run(code, name, false);
  }

  private Outcome run(String code, String name, boolean valueWanted) {
    Turn.take();
    try {
      return runInTurn(code, name, valueWanted);
    } finally {
      Turn.end();
    }
  }

  /** Does what makes later answers quick, where nobody waits for one now. */
  void learn() {
    tellImports();
    letLearn();
  }

  private void tellImports() {
    Turn.take();
    try {
      imports.tell();
    } finally {
      Turn.end();
    }
  }

  /** Lets JShell learn all that could be imported, in the background. */
  private void letLearn() {
    CompilerFiles files = compilerFiles;
    if (files != null) {
      files.letOthersRead();
    }
  }

  private Outcome runInTurn(String code, String name, boolean valueWanted) {
    CellTraces.of(stackLines);
    String java;
    try {
      java = magics.rewrite(IJavaNames.translated(code));
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      return new Outcome.Failed(
          new Failure("CompilationError", message, List.of(name + ": " + message)), e);
    }
    Place place = new Place(name, 1, java);
    return new CellRun(snippets, units, place, valueWanted).run(parts(java));
  }

  private List<Part> parts(String java) {
    List<Piece> pieces = Pieces.of(java, analysis);
    if (!pieces.isEmpty()) {
      try {
        List<Part> parts = Parts.of(pieces, compiler);
        return together ? parts : parts.stream().map(Part::alone).toList();
      } catch (StackOverflowError | IllegalStateException e) {
        Log.warn("a cell is too deep to be compiled as one: " + e);
      }
    }
    return pieces.stream().map(piece -> Part.snippet(piece, Set.of())).toList();
  }

  @Override
  public @Nullable Object evaluate(String code) throws Exception {
    Cell cell = Cell.current();
    boolean inUserCode = cell != null && cell.leaveUserCode();
    try {
      Outcome outcome = run(code, "evaluated code", true);
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
    Turn.take();
    try {
      return variables.type(variable).or(() -> snippets.type(variable));
    } finally {
      Turn.end();
    }
  }

  /** The variables that JShell's own completion does not know. */
  List<String> otherVariables() {
    return variables.names();
  }

  /** Whether a cell has declared a type of this name. */
  boolean hasOwnType(String name) {
    return shell.types().anyMatch(type -> type.name().equals(name));
  }

  /** The types that a simple name may stand for. */
  TypesByName types() {
    return types;
  }

  private ClassPath compileClassPath() {
    CompilerFiles files = compilerFiles;
    return files == null ? startedWith.classPath() : files.classPath();
  }

  /** What answers questions about form alone, and takes no time to learn. */
  SourceCodeAnalysis syntax() {
    return analysis;
  }

  /** What answers questions about a text: it knows the variables that the text mentions. */
  SourceCodeAnalysis analysis(String text) {
    variables.tell(Part.words(text));
    return analysis();
  }

  /** What answers questions about code; from the first one on, JShell learns all that there is. */
  SourceCodeAnalysis analysis() {
    tellImports();
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
          compiler.addToClasspath(absolute);
        }
      }
      names.forgetPackages();
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

  private static Set<String> standingImports(CellLoader loader) {
    Set<String> standing = new LinkedHashSet<>(Imports.seenBy(loader));
    standing.addAll(DefaultImports.ALL);
    return standing;
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
