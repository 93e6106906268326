package org.mesascope.kernel.java;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One jar or folder of a class path. */
sealed interface ClassPathEntry permits ClassPathJar, ClassPathFolder {

  /** What services and Mesascope's own resources are found under. */
  List<String> RESOURCES = List.of("META-INF/services/", "META-INF/mesascope/");

  /** Reads what a class path names. */
  static ClassPathEntry read(Path path) {
    return Files.isDirectory(path) ? new ClassPathFolder(path) : ClassPathJar.read(path);
  }

  Path path();

  /** The entries that this one's manifest adds to the class path, behind it. */
  List<Path> brings();

  /** Whether it has classes of this package; {@code a.b}, and the empty name for none. */
  boolean has(String packageName);

  List<ClassFile> classesOf(String packageName) throws IOException;

  /** Its classes of a simple name, in named packages: those without a name cannot be imported. */
  List<ClassFile> typesNamed(String simple) throws IOException;

  /** The place of a resource under one of {@link #RESOURCES}; null if it is not here. */
  @Nullable URL resource(String name) throws IOException;
}
