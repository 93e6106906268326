package org.mesascope.kernel.java;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is in the jars of a class path and in the JDK's own packages, in a file that saves a kernel
 * from opening them when it starts. It names the JDK, and the size and time of each jar; where one
 * differs, the file is of no use.
 *
 * @param classPath what a process was started with
 * @param platform the JDK's packages; none where nobody has looked for them
 */
public record ClassPathIndex(ClassPath classPath, PlatformPackages platform) {

  /** The property that names the file. */
  public static final String PROPERTY = "mesascope.classPathIndex";

  private static final String VERSION = "mesascope class path 1";
  private static final int HEAD = 3;

  /** Looks into a class path, written as on a command line, and into this JDK. */
  public static ClassPathIndex of(String path) throws IOException {
    return new ClassPathIndex(ClassPath.of(path), PlatformPackages.ofThisJdk());
  }

  /** What this process was started with, from the file that it was given. */
  static ClassPathIndex ofThisProcess() {
    String path = System.getProperty("java.class.path");
    String file = System.getProperty(PROPERTY);
    return Optional.ofNullable(file)
        .flatMap(each -> read(Path.of(each), path))
        .orElseGet(() -> new ClassPathIndex(ClassPath.of(path), new PlatformPackages(Map.of())));
  }

  /** The text of the file. */
  public String text() throws IOException {
    StringBuilder text = new StringBuilder(VERSION).append('\n');
    text.append(jdk()).append('\n').append(classPath.path()).append('\n');
    platform.names().forEach((name, classes) -> line(text, 'm', name + " " + classes));
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

  private static String jdk() {
    return System.getProperty("java.home") + " " + System.getProperty("java.vm.version");
  }

  /** What a file tells of, unless it is another JDK or class path, or has changed since. */
  static Optional<ClassPathIndex> read(Path file, String path) {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      int last = lines.size() - 1;
      if (last < HEAD
          || !lines.get(last).equals("end")
          || !lines.subList(0, HEAD).equals(List.of(VERSION, jdk(), path))) {
        return Optional.empty();
      }
      Map<String, String> platform = new HashMap<>();
      int at = HEAD;
      for (; lines.get(at).startsWith("m "); at++) {
        String line = lines.get(at);
        int space = line.indexOf(' ', 2);
        platform.put(line.substring(2, space), line.substring(space + 1));
      }
      List<ClassPathEntry> entries = new ArrayList<>();
      while (at < last) {
        int next = at + 1;
        while (next < last && lines.get(next).charAt(0) != 'e') {
          next++;
        }
        entries.add(entry(lines.subList(at, next)));
        at = next;
      }
      return Optional.of(
          new ClassPathIndex(ClassPath.of(path, entries), new PlatformPackages(platform)));
    } catch (IOException
        | IllegalStateException
        | IndexOutOfBoundsException
        | InvalidPathException e) {
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
