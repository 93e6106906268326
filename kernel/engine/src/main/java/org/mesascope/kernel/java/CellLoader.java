package org.mesascope.kernel.java;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of cells, woven, and the class path that grows while the notebook runs. Their
 * bytecode is kept: later cells are compiled against it.
 */
final class CellLoader extends URLClassLoader implements LoaderDelegate {

  private final ClassPath startedWith;
  private static final Pattern OF_SNIPPET = Pattern.compile("REPL\\.\\$JShell\\$\\w+");

  private final Map<String, byte[]> bytecodes = new ConcurrentHashMap<>();
  private final Map<String, String> homes = new ConcurrentHashMap<>();
  private @Nullable String named;
  private @Nullable String home;

  /**
   * @param startedWith what {@code parent} loads from
   */
  CellLoader(ClassLoader parent, ClassPath startedWith) {
    super("cells", new URL[0], parent);
    this.startedWith = startedWith;
  }

  /** Cells' own classes first: the parent would look for them in every jar there is. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return bytecodes.containsKey(name) ? findClass(name) : super.loadClass(name, resolve);
  }

  /** Services, without opening the jars that have none. */
  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    if (ClassPathEntry.RESOURCES.stream().noneMatch(name::startsWith)) {
      return super.getResources(name);
    }
    List<URL> found = new ArrayList<>(startedWith.resources(name));
    found.addAll(Collections.list(findResources(name)));
    return Collections.enumeration(found);
  }

  @Override
  public void load(ClassBytecodes[] classes) throws ClassInstallException {
    for (ClassBytecodes one : classes) {
      bytecodes.put(one.name(), one.bytecodes());
      if (named != null && home != null && OF_SNIPPET.matcher(one.name()).matches()) {
        homes.put(one.name().replace('.', '/') + "." + named, home.replace('.', '/'));
      }
    }
    boolean[] done = new boolean[classes.length];
    for (int i = 0; i < classes.length; i++) {
      try {
        loadClass(classes[i].name());
        done[i] = true;
      } catch (ClassNotFoundException | LinkageError e) {
        throw new ClassInstallException(classes[i].name() + ": " + e, done);
      }
    }
  }

  /** Adds the classes of a unit; they are loaded when they are first used. */
  void add(Map<String, byte[]> classes) {
    bytecodes.putAll(classes);
  }

  /** The classes of all cells so far, by name, as the compiler made them. */
  Map<String, byte[]> bytecodes() {
    return Collections.unmodifiableMap(bytecodes);
  }

  /**
   * From now on, the field {@code name} of each snippet that is loaded is the one of class {@code
   * home}; null for both ends that.
   */
  void nameFields(@Nullable String name, @Nullable String home) {
    this.named = name;
    this.home = home;
  }

  @Override
  public void classesRedefined(ClassBytecodes[] classes) {
    throw new UnsupportedOperationException("cells are replaced under new names, never redefined");
  }

  @Override
  public void addToClasspath(String path) throws InternalException {
    try {
      addURL(Path.of(path).toUri().toURL());
    } catch (MalformedURLException e) {
      throw new InternalException(e.toString());
    }
  }

  @Override
  public Class<?> findClass(String name) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      byte[] bytecode = bytecodes.get(name);
      if (bytecode == null) {
        return super.findClass(name);
      }
      byte[] woven = CellWeaver.weave(bytecode, homes);
      return defineClass(name, woven, 0, woven.length);
    }
  }
}
