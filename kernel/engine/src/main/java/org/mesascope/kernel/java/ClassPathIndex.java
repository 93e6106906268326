package org.mesascope.kernel.java;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is in the jars of a class path, in a file that saves a kernel from opening them when it
 * starts. It tells the size and time of each jar; where one differs, the file is of no use.
 */
final class ClassPathIndex {

  private static final String VERSION = "mesascope class path 1";

  private ClassPathIndex() {}

  /** The text of such a file. */
  static String of(ClassPath classPath) throws IOException {
    StringBuilder text = new StringBuilder(VERSION).append('\n');
    text.append(classPath.path()).append('\n');
    for (ClassPathEntry entry : classPath.entries()) {
      line(text, 'e', stamp(entry.path()) + " " + entry.path());
      entry.brings().forEach(brought -> line(text, 'b', brought.toString()));
      if (entry instanceof ClassPathJar jar) {
        jar.packages().forEach(name -> line(text, 'p', name));
        jar.resources().forEach(name -> line(text, 'r', name));
      }
    }
    return text.append("end\n").toString();
  }

  private static void line(StringBuilder text, char kind, String value) {
    text.append(kind).append(' ').append(value).append('\n');
  }

  /** The class path that a file tells of, unless it is another one, or has changed since. */
  static Optional<ClassPath> read(Path file, String path) {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      int last = lines.size() - 1;
      if (last < 2
          || !lines.get(0).equals(VERSION)
          || !lines.get(1).equals(path)
          || !lines.get(last).equals("end")) {
        return Optional.empty();
      }
      List<ClassPathEntry> entries = new ArrayList<>();
      int at = 2;
      while (at < last) {
        int next = at + 1;
        while (next < last && lines.get(next).charAt(0) != 'e') {
          next++;
        }
        entries.add(entry(lines.subList(at, next)));
        at = next;
      }
      return Optional.of(ClassPath.of(path, entries));
    } catch (IOException | UncheckedIOException | IllegalStateException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static ClassPathEntry entry(List<String> lines) throws IOException {
    String[] head = lines.get(0).split(" ", 4);
    if (head.length < 4) {
      throw new IllegalStateException("cut off: " + lines.get(0));
    }
    Path path = Path.of(head[3]);
    if (!stamp(path).equals(head[1] + " " + head[2])) {
      throw new IllegalStateException(path + " has changed");
    }
    List<Path> brings = new ArrayList<>();
    Set<String> packages = new HashSet<>();
    Set<String> resources = new HashSet<>();
    for (String line : lines.subList(1, lines.size())) {
      String value = line.substring(2);
      switch (line.charAt(0)) {
        case 'b' -> brings.add(Path.of(value));
        case 'p' -> packages.add(value);
        case 'r' -> resources.add(value);
        default -> throw new IllegalStateException("expected b, p or r, got " + line);
      }
    }
    return Files.isDirectory(path)
        ? new ClassPathFolder(path)
        : new ClassPathJar(path, brings, packages, resources);
  }

  /** The size and time of a jar; a folder's may change, and a missing file has none. */
  private static String stamp(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return Files.size(path) + " " + Files.getLastModifiedTime(path).toMillis();
    }
    return Files.isDirectory(path) ? "- folder" : "- missing";
  }
}
