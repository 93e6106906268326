package org.mesascope.kernel.java;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of classes. It is looked into anew each time: what is in it may change. */
record ClassPathFolder(Path path) implements ClassPathEntry {

  private static final int MOST_DEEP = 32;

  @Override
  public List<Path> brings() {
    return List.of();
  }

  @Override
  public boolean has(String packageName) {
    return true;
  }

  @Override
  public List<ClassFile> classesOf(String packageName) throws IOException {
    Path folder = path.resolve(packageName.replace('.', '/'));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ClassFile.ENDING))
          .sorted()
          .map(file -> ClassFile.in(path, packageName, file))
          .toList();
    }
  }

  @Override
  public List<ClassFile> typesNamed(String simple) throws IOException {
    String file = simple + ClassFile.ENDING;
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files =
        Files.find(path, MOST_DEEP, (each, is) -> is.isRegularFile() && each.endsWith(file))) {
      return files
          .filter(each -> !path.equals(each.getParent()))
          .sorted()
          .map(each -> ClassFile.in(path, packageOf(each), each))
          .toList();
    }
  }

  private String packageOf(Path file) {
    String folder = String.valueOf(path.relativize(file).getParent());
    return folder.replace(file.getFileSystem().getSeparator(), ".");
  }

  @Override
  public @Nullable URL resource(String name) throws IOException {
    Path file = path.resolve(name);
    return Files.isRegularFile(file) ? file.toUri().toURL() : null;
  }
}
