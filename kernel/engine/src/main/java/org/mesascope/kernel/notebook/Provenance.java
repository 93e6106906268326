package org.mesascope.kernel.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a run's numbers come from, beside its notebook and parameters.
 *
 * @param libraries library to version, as the class path's jars name them
 * @param git state of the notebook's repository, null where it is in none
 * @param datasets path below the dataset folder's parent to SHA-256
 */
public record Provenance(
    SortedMap<String, String> libraries,
    @Nullable GitState git,
    SortedMap<String, String> datasets) {
  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");
  private static final int LEVELS_UP = 3;

  /** Takes the facts for a notebook that runs on a class path. */
  static Provenance of(Path notebook, List<Path> classPath) throws IOException {
    SortedMap<String, String> libraries = new TreeMap<>();
    for (Path entry : classPath) {
      Matcher jar = JAR.matcher(String.valueOf(entry.getFileName()));
      if (jar.matches()) {
        libraries.put(jar.group(1), jar.group(2));
      }
    }
    return new Provenance(libraries, GitState.of(notebook), datasetsNear(notebook));
  }

  /** The machine and the Java platform, which runner and kernel share. */
  public static Map<String, String> platform() {
    SortedMap<String, String> platform = new TreeMap<>();
    platform.put("java", System.getProperty("java.runtime.version"));
    platform.put("vendor", System.getProperty("java.vendor"));
    platform.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    platform.put("architecture", System.getProperty("os.arch"));
    platform.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    return platform;
  }

  /** Mesascope's own version, from its jar. */
  public static String version() {
    String version = Provenance.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Hashes every data file of the nearest {@code datasets} folder; cards are no data. */
  private static SortedMap<String, String> datasetsNear(Path notebook) throws IOException {
    SortedMap<String, String> hashes = new TreeMap<>();
    Path folder = notebook.toAbsolutePath().normalize().getParent();
    for (int i = 0; i < LEVELS_UP && folder != null; i++, folder = folder.getParent()) {
      Path datasets = folder.resolve("datasets");
      if (!Files.isDirectory(datasets)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(datasets)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String name = folder.relativize(file).toString().replace('\\', '/');
          if (!name.endsWith(".md")) {
            hashes.put(name, Sha256.of(file));
          }
        }
      }
      break;
    }
    return hashes;
  }
}
