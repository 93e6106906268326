package org.mesascope.kernel.magic;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** Files by patterns: {@code lib/*.jar}, {@code **}{@code /classes}, {@code ~/jars/a.jar}. */
final class Globs {

  private static final String SPECIAL = "*?[{";

  private Globs() {}

  /**
   * The paths a pattern matches, sorted and absolute.
   *
   * @throws IllegalArgumentException where there is none
   */
  static List<Path> matching(Path folder, String pattern) throws IOException {
    String slashed = pattern.replace(File.separatorChar, '/');
    if (slashed.equals("~") || slashed.startsWith("~/")) {
      slashed =
          System.getProperty("user.home").replace(File.separatorChar, '/') + slashed.substring(1);
    }
    String[] segments = slashed.split("/", -1);
    int fixed = 0;
    while (fixed < segments.length && plain(segments[fixed])) {
      fixed++;
    }
    String base = String.join("/", List.of(segments).subList(0, fixed));
    Path root = folder.resolve(fixed > 0 && base.isEmpty() ? "/" : base).normalize();
    List<Path> found =
        fixed == segments.length
            ? Stream.of(root).filter(Files::exists).toList()
            : walk(root, List.of(segments).subList(fixed, segments.length));
    if (found.isEmpty()) {
      throw new IllegalArgumentException("nothing matches " + pattern + " in " + folder);
    }
    return found;
  }

  private static List<Path> walk(Path root, List<String> segments) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    String glob = String.join("/", segments);
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    int depth = glob.contains("**") ? Integer.MAX_VALUE : segments.size();
    try (Stream<Path> paths = Files.walk(root, depth)) {
      return paths.filter(path -> matcher.matches(root.relativize(path))).sorted().toList();
    }
  }

  private static boolean plain(String segment) {
    return segment.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
  }
}
