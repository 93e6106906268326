package org.mesascope.kernel.java;

import java.io.IOException;
import java.net.URL;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
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
    List<ClassFile> found = new ArrayList<>();
    Files.walkFileTree(
        path,
        Set.of(),
        MOST_DEEP,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes is) {
            if (is.isRegularFile() && each.endsWith(file) && !path.equals(each.getParent())) {
              found.add(ClassFile.in(path, packageOf(each), each));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path each, IOException unreadable) {
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(Comparator.comparing(ClassFile::binaryName));
    return found;
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
