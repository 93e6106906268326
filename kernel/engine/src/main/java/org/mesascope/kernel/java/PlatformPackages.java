package org.mesascope.kernel.java;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the JDK's packages that every notebook imports, by name. The compiler would find
 * them in the JDK's image, one by one and slowly; with this it looks there only for what it reads.
 */
final class PlatformPackages {

  private static final List<String> MODULES = List.of("java.base", "java.prefs");

  private final Map<String, String> names;
  private final Map<String, List<JavaFileObject>> files = new ConcurrentHashMap<>();

  /**
   * @param names for each {@code module/package}, the simple names of its classes, between spaces
   */
  PlatformPackages(Map<String, String> names) {
    this.names = names;
  }

  /** Those of the JDK that runs this. */
  static PlatformPackages ofThisJdk() throws IOException {
    Map<String, String> names = new TreeMap<>();
    for (String module : MODULES) {
      var reference = ModuleFinder.ofSystem().find(module);
      if (reference.isPresent()) {
        try (ModuleReader reader = reference.get().open();
            Stream<String> resources = reader.list()) {
          resources
              .filter(name -> name.startsWith("java/") && name.endsWith(ClassFile.ENDING))
              .sorted()
              .forEach(name -> add(module, name, names));
        }
      }
    }
    return new PlatformPackages(names);
  }

  private static void add(String module, String file, Map<String, String> names) {
    int slash = file.lastIndexOf('/');
    String simple = file.substring(slash + 1, file.length() - ClassFile.ENDING.length());
    names.merge(
        module + "/" + file.substring(0, slash).replace('/', '.'),
        simple,
        (before, name) -> before + " " + name);
  }

  Map<String, String> names() {
    return names;
  }

  /** The simple names of the classes of a package; none where it is not among the known ones. */
  List<String> classNames(String packageName) {
    return MODULES.stream()
        .map(module -> names.get(module + "/" + packageName))
        .filter(Objects::nonNull)
        .flatMap(known -> Stream.of(known.split(" ", -1)))
        .toList();
  }

  /** The classes of a package; null where it is not among the known ones. */
  @Nullable List<JavaFileObject> classesOf(String module, String packageName) {
    String key = module + "/" + packageName;
    String known = names.get(key);
    return known == null
        ? null
        : files.computeIfAbsent(key, each -> files(module, packageName, known));
  }

  private static List<JavaFileObject> files(String module, String packageName, String names) {
    Optional<Module> found = ModuleLayer.boot().findModule(module);
    URI image = URI.create("jrt:/" + module + "/");
    String folder = packageName.replace('.', '/') + "/";
    List<JavaFileObject> classes = new ArrayList<>();
    for (String name : names.split(" ", -1)) {
      String file = name + ClassFile.ENDING;
      classes.add(new ClassFile(image, packageName, file, () -> bytes(found, folder + file)));
    }
    return List.copyOf(classes);
  }

  private static InputStream bytes(Optional<Module> module, String name) throws IOException {
    InputStream stream = module.isEmpty() ? null : module.get().getResourceAsStream(name);
    if (stream == null) {
      throw new IOException(name + " is not in the JDK");
    }
    return stream;
  }
}
