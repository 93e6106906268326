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
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;

/** Loads the classes of cells, woven, and the class path that grows while the notebook runs. */
final class CellLoader extends URLClassLoader implements LoaderDelegate {

  private final Map<String, byte[]> waiting = new ConcurrentHashMap<>();
  private final ClassPath startedWith;

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
    return waiting.containsKey(name) ? findClass(name) : super.loadClass(name, resolve);
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
      waiting.put(one.name(), one.bytecodes());
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
      byte[] bytecode = waiting.remove(name);
      if (bytecode == null) {
        return super.findClass(name);
      }
      byte[] woven = CellWeaver.weave(bytecode);
      return defineClass(name, woven, 0, woven.length);
    }
  }
}
