package org.mesascope.kernel.java;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.JavaFileObject;

/**
 * The packages of a class path, and the jars and folders that each is in. Jars are read once, and
 * with them those that their manifests name. What cannot be read counts as empty, as it does for
 * the JDK.
 */
final class ClassPath {

  private final String path;
  private final Map<Path, ClassPathEntry> entries;
  private final Map<String, List<JavaFileObject>> inJars = new ConcurrentHashMap<>();

  private ClassPath(String path, Map<Path, ClassPathEntry> entries) {
    this.path = path;
    this.entries = entries;
  }

  /** Reads a class path, written as on a command line. */
  static ClassPath of(String path) {
    return read(path, Map.of());
  }

  /** A class path whose entries are known; their order is that of the class path. */
  static ClassPath of(String path, List<ClassPathEntry> entries) {
    Map<Path, ClassPathEntry> byPath = new LinkedHashMap<>();
    entries.forEach(entry -> byPath.putIfAbsent(entry.path(), entry));
    return new ClassPath(path, byPath);
  }

  /** Another class path, of which only those jars are read that are not in this one. */
  ClassPath changedTo(String changed) {
    return read(changed, entries);
  }

  private static ClassPath read(String path, Map<Path, ClassPathEntry> known) {
    Map<Path, ClassPathEntry> entries = new LinkedHashMap<>();
    for (String name : path.split(File.pathSeparator, -1)) {
      try {
        add(Path.of(name).toAbsolutePath().normalize(), known, entries);
      } catch (InvalidPathException e) {
        // The JDK, too, ignores what is no path.
      }
    }
    return new ClassPath(path, entries);
  }

  private static void add(
      Path path, Map<Path, ClassPathEntry> known, Map<Path, ClassPathEntry> entries) {
    if (entries.containsKey(path)) {
      return;
    }
    ClassPathEntry before = known.get(path);
    ClassPathEntry entry = before == null ? ClassPathEntry.read(path) : before;
    entries.put(path, entry);
    entry.brings().forEach(brought -> add(brought, known, entries));
  }

  String path() {
    return path;
  }

  List<ClassPathEntry> entries() {
    return List.copyOf(entries.values());
  }

  /** The class files of a package, where several entries have one class the first one's. */
  List<JavaFileObject> classesOf(String packageName) throws IOException {
    List<JavaFileObject> known = inJars.get(packageName);
    if (known != null) {
      return known;
    }
    boolean lasting = true;
    Map<String, JavaFileObject> classes = new LinkedHashMap<>();
    for (ClassPathEntry entry : entries.values()) {
      if (entry.has(packageName)) {
        lasting &= entry instanceof ClassPathJar;
        for (ClassFile file : entry.classesOf(packageName)) {
          classes.putIfAbsent(file.binaryName(), file);
        }
      }
    }
    List<JavaFileObject> all = List.copyOf(classes.values());
    if (lasting) {
      inJars.put(packageName, all);
    }
    return all;
  }

  /** Where a resource of {@code META-INF/services} or {@code META-INF/mesascope} is. */
  List<URL> resources(String name) throws IOException {
    List<URL> found = new ArrayList<>();
    for (ClassPathEntry entry : entries.values()) {
      URL url = entry.resource(name);
      if (url != null) {
        found.add(url);
      }
    }
    return found;
  }
}
