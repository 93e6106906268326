package org.mesascope.kernel.java;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** javac, which sees the class path and the classes of the cells before. */
final class UnitCompiler {

  /** The package that JShell puts its classes into, and units likewise. */
  static final String PACKAGE = "REPL";

  private static final List<String> OPTIONS = List.of("-proc:none", "-parameters", "-Xlint:none");
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  private final CellLoader loader;
  private final CompilerFiles files;
  private final Cells cells;
  private final JavacPool javac;
  private String classpath;

  /**
   * @param startedWith what the class path starts as
   */
  UnitCompiler(CellLoader loader, ClassPathIndex startedWith) {
    this.loader = loader;
    files = new CompilerFiles(JAVAC.getStandardFileManager(null, null, null), startedWith);
    files.letOthersRead();
    cells = new Cells();
    javac = new JavacPool(JAVAC, cells, OPTIONS, PACKAGE);
    classpath = startedWith.classPath().path();
  }

  void addToClasspath(Path entry) {
    classpath += File.pathSeparator + entry;
    files.handleOption("-classpath", List.of(classpath).iterator());
    javac.forget();
  }

  /**
   * Parses many small sources.
   *
   * @param broken gains the places of those with errors
   * @param work gets the task and what it parsed
   */
  <T> T parse(
      List<String> texts,
      Set<Integer> broken,
      BiFunction<JavacTask, List<CompilationUnitTree>, T> work) {
    List<Source> sources = new ArrayList<>();
    for (String text : texts) {
      sources.add(new Source(String.valueOf(sources.size()), text));
    }
    return run(
        error -> {
          String file = error.getSource().toUri().getPath(); // javac wraps the source itself
          broken.add(Integer.valueOf(file.substring(1, file.indexOf('.'))));
        },
        sources,
        task -> work.apply(task, parsed(task)));
  }

  private static List<CompilationUnitTree> parsed(JavacTask task) {
    try {
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      return units;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the sources are in memory
    }
  }

  /**
   * Parses one class of the cells' package.
   *
   * @param work gets the task, which can go on to analyze, and what it parsed
   */
  <T> T examine(String name, String text, BiFunction<JavacTask, CompilationUnitTree, T> work) {
    return run(
        error -> {},
        List.of(new Source(PACKAGE + "/" + name, text)),
        task -> work.apply(task, parsed(task).get(0)));
  }

  /**
   * Compiles one class of the cells' package.
   *
   * @param errors told of each error
   * @return the classes by name; incomplete if there was an error
   */
  Map<String, byte[]> compile(String name, String text, DiagnosticListener<JavaFileObject> errors) {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    cells.made = classes;
    boolean whole = run(errors, List.of(new Source(PACKAGE + "/" + name, text)), JavacTask::call);
    if (!whole) {
      classes.clear();
    }
    return classes;
  }

  /** The simple names of the classes of a package, those of the Java platform included. */
  Set<String> classesOf(String packageName) {
    try {
      return files.classNames(packageName);
    } catch (IOException e) {
      throw new UncheckedIOException("the class path cannot be listed for " + packageName, e);
    }
  }

  private <T> T run(
      DiagnosticListener<JavaFileObject> errors,
      List<Source> sources,
      Function<JavacTask, T> work) {
    DiagnosticListener<JavaFileObject> listener =
        diagnostic -> {
          if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
            errors.report(diagnostic);
          }
        };
    return javac.run(sources, listener, work);
  }

  /** A text to compile. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("unit:///" + name + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** A class in memory. */
  private static final class Binary extends SimpleJavaFileObject {
    private final String name;
    private byte[] bytes;

    Binary(String name, byte[] bytes) {
      super(URI.create("unit:///" + name.replace('.', '/') + Kind.CLASS.extension), Kind.CLASS);
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(bytes);
    }
  }

  /** What javac sees while it compiles a unit: the class path, and the cells' classes. */
  private final class Cells extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private Map<String, byte[]> made = new HashMap<>();

    Cells() {
      super(files);
    }

    @Override
    public Iterable<JavaFileObject> list(
        Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
        throws IOException {
      if (location == StandardLocation.CLASS_PATH && packageName.equals(PACKAGE)) {
        List<JavaFileObject> cells = new ArrayList<>();
        loader.bytecodes().forEach((name, bytes) -> cells.add(new Binary(name, bytes)));
        return cells;
      }
      return super.list(location, packageName, kinds, recurse);
    }

    /** Without this, each task looks through all jars for plug-ins of javac. */
    @Override
    public ClassLoader getClassLoader(Location location) {
      return ClassLoader.getPlatformClassLoader();
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
      return file instanceof Binary binary ? binary.name : super.inferBinaryName(location, file);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("unit:///" + className.replace('.', '/')), kind) {
        @Override
        public OutputStream openOutputStream() {
          return new ByteArrayOutputStream() {
            @Override
            public void close() {
              made.put(className, toByteArray());
            }
          };
        }
      };
    }
  }
}
