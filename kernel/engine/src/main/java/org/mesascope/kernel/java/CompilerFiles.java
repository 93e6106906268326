package org.mesascope.kernel.java;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * The compiler's view of files, with a class path that costs little to open.
 *
 * <p>The JDK's file manager opens every jar of the class path before it compiles the first line,
 * and opens all of them again, for each compilation, in search of compiler plug-ins. This one asks
 * a {@link ClassPathIndex} which jar a package is in, and offers no plug-ins: those of a notebook's
 * dependencies are not for its cells.
 *
 * <p>JShell reads the whole class path once more, in a thread of its own, to know which names could
 * be imported. That waits until {@link #letOthersRead} says that nobody waits for a first result.
 */
final class CompilerFiles extends ForwardingJavaFileManager<StandardJavaFileManager>
    implements StandardJavaFileManager {

  private static final Set<String> CLASS_PATH_OPTIONS = Set.of("-classpath", "-cp", "--class-path");

  /** Lets the reply that is on its way leave first. */
  private static final long PAUSE_MILLIS = 200;

  private final Thread owner = Thread.currentThread();
  private final CountDownLatch othersMayRead = new CountDownLatch(1);
  private final PlatformPackages platform;
  private volatile ClassPath classPath;

  /**
   * @param files the JDK's, with the same class path
   */
  CompilerFiles(StandardJavaFileManager files, ClassPathIndex index) {
    super(files);
    this.classPath = index.classPath();
    this.platform = index.platform();
  }

  /** Lets threads other than the one that made this read the class path as a whole. */
  void letOthersRead() {
    othersMayRead.countDown();
  }

  ClassPath classPath() {
    return classPath;
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<Kind> kinds, boolean recurse) throws IOException {
    if (recurse || !kinds.contains(Kind.CLASS)) {
      return super.list(location, packageName, kinds, recurse);
    }
    if (location == StandardLocation.CLASS_PATH) {
      return classPath.classesOf(packageName);
    }
    List<JavaFileObject> known =
        location instanceof StandardLocation
            ? null
            : platform.classesOf(inferModuleName(location), packageName);
    return known == null ? super.list(location, packageName, kinds, recurse) : known;
  }

  /** The simple names of the classes of a package, those of the Java platform included. */
  Set<String> classNames(String packageName) throws IOException {
    Set<String> names = new HashSet<>(platform.classNames(packageName));
    List<StandardLocation> where = new ArrayList<>(List.of(StandardLocation.CLASS_PATH));
    if (names.isEmpty()) {
      where.add(StandardLocation.PLATFORM_CLASS_PATH);
    }
    for (StandardLocation location : where) {
      for (JavaFileObject file : list(location, packageName, Set.of(Kind.CLASS), false)) {
        String name = String.valueOf(inferBinaryName(location, file));
        names.add(name.substring(name.lastIndexOf('.') + 1));
      }
    }
    return names;
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof ClassFile known
        ? known.binaryName()
        : super.inferBinaryName(location, file);
  }

  @Override
  public boolean isSameFile(FileObject a, FileObject b) {
    return (a instanceof ClassFile || b instanceof ClassFile)
        ? a.toUri().equals(b.toUri())
        : super.isSameFile(a, b);
  }

  @Override
  public boolean handleOption(String current, Iterator<String> remaining) {
    if (!CLASS_PATH_OPTIONS.contains(current) || !remaining.hasNext()) {
      return super.handleOption(current, remaining);
    }
    String path = remaining.next();
    classPath = classPath.changedTo(path);
    return super.handleOption(current, List.of(path).iterator());
  }

  @Override
  public ClassLoader getClassLoader(Location location) {
    return ClassLoader.getPlatformClassLoader();
  }

  @Override
  public Iterable<? extends Path> getLocationAsPaths(Location location) {
    awaitTurn();
    return fileManager.getLocationAsPaths(location);
  }

  @Override
  public Iterable<? extends File> getLocation(Location location) {
    awaitTurn();
    return fileManager.getLocation(location);
  }

  private void awaitTurn() {
    if (Thread.currentThread() != owner && othersMayRead.getCount() > 0) {
      try {
        othersMayRead.await();
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
    fileManager.setLocation(location, files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(
      Iterable<? extends File> files) {
    return fileManager.getJavaFileObjectsFromFiles(files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
    return fileManager.getJavaFileObjects(files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
    return fileManager.getJavaFileObjectsFromStrings(names);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
    return fileManager.getJavaFileObjects(names);
  }
}
