package org.mesascope.kernel.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a run's numbers come from, beside its notebook and parameters.
 *
 * @param libraries name and version of each, in the order of the class path
 * @param git state of the notebook's repository, null where it is in none
 * @param datasets path below the dataset folder's parent to SHA-256
 */
public record Provenance(
    List<String> libraries, @Nullable GitState git, SortedMap<String, String> datasets) {
  private static final int LEVELS_UP = 3;

  /** Takes the facts for a notebook that runs on a class path. */
  static Provenance of(Path notebook, List<Path> classPath) throws IOException {
    List<String> libraries =
        classPath.stream()
            .map(entry -> String.valueOf(entry.getFileName()))
            .filter(name -> name.endsWith(".jar"))
            .map(name -> name.substring(0, name.length() - ".jar".length()))
            .toList();
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
