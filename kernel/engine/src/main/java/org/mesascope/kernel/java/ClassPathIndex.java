package org.mesascope.kernel.java;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
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
 * <p>The file is ASCII: fields, each behind its length in eight digits, so that reading it costs no
 * search for their ends.
 *
 * @param classPath what a process was started with
 * @param platform the JDK's packages; none where nobody has looked for them
 */
public record ClassPathIndex(ClassPath classPath, PlatformPackages platform) {

  /** The property that names the file. */
  public static final String PROPERTY = "mesascope.classPathIndex";

  private static final String VERSION = "mesascope class path 1";
  private static final String FOLDER = "folder";
  private static final int LENGTH_DIGITS = 8;

  /** Looks into a class path, written as on a command line, and into this JDK. */
  public static ClassPathIndex of(String path) throws IOException {
    return new ClassPathIndex(ClassPath.of(path), PlatformPackages.ofThisJdk());
  }

  /** What this process was started with, from the file that it was given. */
  static ClassPathIndex ofThisProcess() {
    String path = System.getProperty("java.class.path");
    String file = System.getProperty(PROPERTY);
    Optional<ClassPathIndex> known = file == null ? Optional.empty() : read(Path.of(file), path);
    return known.orElseGet(
        () -> new ClassPathIndex(ClassPath.of(path), new PlatformPackages(Map.of())));
  }

  /** The text of the file. */
  public String text() throws IOException {
    StringBuilder text = new StringBuilder();
    List.of(VERSION, jdk(), encoded(classPath.path())).forEach(field -> add(text, field));
    add(text, String.valueOf(platform.names().size()));
    platform
        .names()
        .forEach(
            (name, classes) -> {
              add(text, name);
              add(text, classes);
            });
    add(text, String.valueOf(classPath.entries().size()));
    for (ClassPathEntry entry : classPath.entries()) {
      add(text, entry.path().toUri().toASCIIString());
      add(text, stamp(entry.path()));
      add(text, entry.brings().stream().map(each -> each.toUri().toASCIIString()).toList());
      add(text, entry instanceof ClassPathJar jar ? jar.packages() : List.of());
      add(text, entry instanceof ClassPathJar jar ? jar.resources() : List.of());
    }
    return text.toString();
  }

  private static void add(StringBuilder text, Collection<String> names) {
    add(text, String.valueOf(names.size()));
    names.forEach(name -> add(text, name));
  }

  private static void add(StringBuilder text, String field) {
    String length = String.valueOf(field.length());
    text.append("0".repeat(LENGTH_DIGITS - length.length())).append(length).append(field);
  }

  private static String jdk() {
    return encoded(System.getProperty("java.home") + " " + System.getProperty("java.vm.version"));
  }

  private static String encoded(String text) {
    StringBuilder ascii = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each < 128) {
        ascii.append(each);
      } else {
        ascii.append("\\u").append(Integer.toHexString(each));
      }
    }
    return ascii.toString();
  }

  /** What a file tells of, unless it is another JDK or class path, or has changed since. */
  static Optional<ClassPathIndex> read(Path file, String path) {
    try {
      Fields fields = new Fields(new String(Files.readAllBytes(file), ISO_8859_1));
      for (String expected : List.of(VERSION, jdk(), encoded(path))) {
        if (!fields.next().equals(expected)) {
          return Optional.empty();
        }
      }
      Map<String, String> platform = new HashMap<>();
      for (int left = fields.number(); left > 0; left--) {
        platform.put(fields.next(), fields.next());
      }
      List<ClassPathEntry> entries = new ArrayList<>();
      for (int left = fields.number(); left > 0; left--) {
        entries.add(entry(fields));
      }
      return Optional.of(
          new ClassPathIndex(ClassPath.of(path, entries), new PlatformPackages(platform)));
    } catch (IOException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }

  private static ClassPathEntry entry(Fields fields) throws IOException {
    Path path = Path.of(URI.create(fields.next()));
    String stamp = fields.next();
    List<Path> brings = fields.names().stream().map(each -> Path.of(URI.create(each))).toList();
    Set<String> packages = fields.names();
    Set<String> resources = fields.names();
    if (!stamp(path).equals(stamp)) {
      throw new IllegalArgumentException(path + " has changed");
    }
    return stamp.equals(FOLDER)
        ? new ClassPathFolder(path)
        : new ClassPathJar(path, brings, packages, resources);
  }

  /** The size and time of a jar; what is in a folder may change. */
  private static String stamp(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return Files.size(path) + " " + Files.getLastModifiedTime(path).toMillis();
    }
    return Files.isDirectory(path) ? FOLDER : "missing";
  }

  /** Reads one field after the other. */
  private static final class Fields {
    private final String text;
    private int at;

    Fields(String text) {
      this.text = text;
    }

    String next() {
      int start = at + LENGTH_DIGITS;
      int end = start + Integer.parseInt(text, at, start, 10);
      at = end;
      return text.substring(start, end);
    }

    int number() {
      return Integer.parseInt(next());
    }

    Set<String> names() {
      int left = number();
      Set<String> names = new HashSet<>();
      for (; left > 0; left--) {
        names.add(next());
      }
      return names;
    }
  }
}
