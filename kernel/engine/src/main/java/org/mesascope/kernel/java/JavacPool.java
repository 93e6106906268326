package org.mesascope.kernel.java;

import com.sun.source.util.JavacTask;
import java.io.Writer;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * javac, which keeps from one task to the next what it has read of libraries: a fresh one reads
 * {@code java.lang} again for each cell, which is most of its work. It is the pool that JShell has,
 * and what JShell does to it after each task: the cells' own package is forgotten, for it changes.
 *
 * <p>The pool is internal to the JDK. Kernels are started with the flags that open it; in a virtual
 * machine that was not, each task starts afresh, to the same effect.
 */
final class JavacPool {

  private static final String PACKAGE = "com.sun.tools.javac.";
  private static final Optional<Internals> INTERNALS = Internals.find();

  private final JavaCompiler javac;
  private final JavaFileManager files;
  private final List<String> options;
  private final String cells;
  private @Nullable Object pool;

  /**
   * @param files what all tasks see
   * @param cells the package whose classes come and go
   */
  JavacPool(JavaCompiler javac, JavaFileManager files, List<String> options, String cells) {
    this.javac = javac;
    this.files = files;
    this.options = options;
    this.cells = cells;
  }

  /** Forgets all that was read: the class path has changed. */
  void forget() {
    pool = null;
  }

  /** Gives a task to {@code work}, after which it is of no use. */
  <T> T run(
      List<? extends JavaFileObject> sources,
      DiagnosticListener<JavaFileObject> listener,
      Function<JavacTask, T> work) {
    if (INTERNALS.isEmpty()) {
      return work.apply(
          (JavacTask) javac.getTask(Writer.nullWriter(), files, listener, options, null, sources));
    }
    Internals internals = INTERNALS.get();
    try {
      Object mine = pool == null ? internals.pool.newInstance(1) : pool;
      pool = mine;
      List<T> result = new ArrayList<>();
      InvocationHandler worker =
          (proxy, method, arguments) -> {
            JavacTask task = (JavacTask) arguments[0];
            Object context = internals.getContext.invoke(task); // a task that is done has none
            try {
              result.add(work.apply(task));
            } finally {
              internals.forgetPackage(context, cells);
            }
            return null;
          };
      Object proxy =
          Proxy.newProxyInstance(
              JavacPool.class.getClassLoader(), new Class<?>[] {internals.worker}, worker);
      internals.getTask.invoke(
          mine, Writer.nullWriter(), files, listener, options, null, sources, proxy);
      return result.get(0);
    } catch (InvocationTargetException e) {
      pool = null;
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK's compiler is not as it was found to be", e);
    }
  }

  /** What is used of the JDK's internals. */
  private record Internals(
      Constructor<?> pool,
      Class<?> worker,
      Method getTask,
      Method getContext,
      Method symbols,
      Field unnamedModule,
      Method names,
      Method name,
      Method getPackage,
      Method getAllClasses,
      Method flatName,
      Method removeClass,
      Method finder,
      Method getCompleter,
      Field members,
      Field completer) {

    static Optional<Internals> find() {
      try {
        Class<?> pool = in("api.JavacTaskPool");
        if (!isOpen(pool.getModule())) {
          return Optional.empty();
        }
        Class<?> worker = in("api.JavacTaskPool$Worker");
        Class<?> context = in("util.Context");
        Class<?> symtab = in("code.Symtab");
        Class<?> names = in("util.Names");
        Class<?> name = in("util.Name");
        Class<?> module = in("code.Symbol$ModuleSymbol");
        Class<?> finder = in("code.ClassFinder");
        return Optional.of(
            new Internals(
                pool.getConstructor(int.class),
                worker,
                pool.getMethod(
                    "getTask",
                    Writer.class,
                    JavaFileManager.class,
                    DiagnosticListener.class,
                    Iterable.class,
                    Iterable.class,
                    Iterable.class,
                    worker),
                in("api.BasicJavacTask").getMethod("getContext"),
                symtab.getMethod("instance", context),
                symtab.getField("unnamedModule"),
                names.getMethod("instance", context),
                names.getMethod("fromString", String.class),
                symtab.getMethod("getPackage", module, name),
                symtab.getMethod("getAllClasses"),
                in("code.Symbol$ClassSymbol").getMethod("flatName"),
                symtab.getMethod("removeClass", module, name),
                finder.getMethod("instance", context),
                finder.getMethod("getCompleter"),
                in("code.Symbol$PackageSymbol").getField("members_field"),
                in("code.Symbol").getField("completer")));
      } catch (ReflectiveOperationException | LinkageError e) {
        return Optional.empty();
      }
    }

    private static Class<?> in(String name) throws ClassNotFoundException {
      return Class.forName(PACKAGE + name);
    }

    private static boolean isOpen(Module compiler) {
      return Stream.of("api", "code", "util")
          .map(PACKAGE::concat)
          .allMatch(each -> compiler.isExported(each, JavacPool.class.getModule()));
    }

    void forgetPackage(Object context, String packageName) throws ReflectiveOperationException {
      Object table = symbols.invoke(null, context);
      Object module = unnamedModule.get(table);
      Object own =
          getPackage.invoke(table, module, name.invoke(names.invoke(null, context), packageName));
      if (own == null) {
        return;
      }
      List<Object> gone = new ArrayList<>();
      for (Object type : (Iterable<?>) getAllClasses.invoke(table)) {
        if (((TypeElement) type).getQualifiedName().toString().startsWith(packageName + ".")) {
          gone.add(type);
        }
      }
      for (Object type : gone) {
        removeClass.invoke(table, module, flatName.invoke(type));
      }
      members.set(own, null);
      completer.set(own, getCompleter.invoke(finder.invoke(null, context)));
    }
  }
}
