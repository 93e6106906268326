package org.mesascope.kernel.java;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * Finds the types that a simple name may stand for: the public ones of the JDK's exported packages
 * and of the class path. It asks each package for the one name, so that there is nothing to learn
 * beforehand; JShell's own index takes seconds to build, and is lost where memory runs out.
 */
final class TypesByName {

  private static final Comparator<String> NEAREST_FIRST =
      Comparator.<String, Boolean>comparing(name -> !name.startsWith("java."))
          .thenComparing(Comparator.naturalOrder());

  private final Supplier<ClassPath> classPath;

  /**
   * @param classPath what is on the class path now
   */
  TypesByName(Supplier<ClassPath> classPath) {
    this.classPath = classPath;
  }

  /** The full names, those of {@code java} packages first. Cost: a look into each package. */
  List<String> of(String simple) {
    return Stream.concat(ofTheJdk(simple), ofTheClassPath(simple))
        .distinct()
        .sorted(NEAREST_FIRST)
        .toList();
  }

  private static Stream<String> ofTheJdk(String simple) {
    List<String> found = new ArrayList<>();
    for (Module module : ModuleLayer.boot().modules()) {
      for (String name : module.getPackages()) {
        if (module.isExported(name)) {
          String file = name.replace('.', '/') + "/" + simple + ClassFile.ENDING;
          if (isPublic(() -> module.getResourceAsStream(file))) {
            found.add(name + "." + simple);
          }
        }
      }
    }
    return found.stream();
  }

  private Stream<String> ofTheClassPath(String simple) {
    List<String> found = new ArrayList<>();
    for (ClassPathEntry entry : classPath.get().entries()) {
      try {
        for (ClassFile file : entry.typesNamed(simple)) {
          if (isPublic(file::openInputStream)) {
            found.add(file.binaryName());
          }
        }
      } catch (IOException e) {
        // What cannot be read cannot be imported.
      }
    }
    return found.stream();
  }

  /** The bytes of a class. */
  @FunctionalInterface
  private interface Bytes {
    @Nullable InputStream open() throws IOException;
  }

  /** False, too, for what cannot be read: cut off, or newer than the reader knows. */
  private static boolean isPublic(Bytes bytes) {
    try (InputStream opened = bytes.open()) {
      return opened != null && (new ClassReader(opened).getAccess() & Opcodes.ACC_PUBLIC) != 0;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return false;
    }
  }
}
