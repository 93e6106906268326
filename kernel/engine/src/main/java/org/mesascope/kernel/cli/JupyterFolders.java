package org.mesascope.kernel.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where Jupyter looks for kernels and where its programs are, by Jupyter's own rules.
 *
 * @param environment the process's environment
 * @param home the user's home folder
 * @param system name of the operating system
 */
record JupyterFolders(Map<String, String> environment, Path home, String system) {

  static JupyterFolders ofThisProcess() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String home = system.startsWith("windows") ? null : System.getenv("HOME");
    boolean named = home != null && !home.isEmpty();
    return new JupyterFolders(
        System.getenv(), Path.of(named ? home : System.getProperty("user.home")), system);
  }

  /** The user's own data folder. */
  Path userData() {
    String named = environment.get("JUPYTER_DATA_DIR");
    if (named != null && !named.isEmpty()) {
      return Path.of(named);
    }
    if (system.startsWith("mac")) {
      return home.resolve("Library/Jupyter");
    }
    if (system.startsWith("windows")) {
      String roaming = environment.getOrDefault("APPDATA", home + "/AppData/Roaming");
      return Path.of(roaming, "jupyter");
    }
    return under("XDG_DATA_HOME", ".local/share").resolve("jupyter");
  }

  /** Every data folder that Jupyter may read, as far as it can be known from outside of it. */
  List<Path> allData() {
    Set<Path> folders = new LinkedHashSet<>();
    for (String each : environment.getOrDefault("JUPYTER_PATH", "").split(separator(), -1)) {
      if (!each.isEmpty()) {
        folders.add(Path.of(each));
      }
    }
    folders.add(userData());
    program("jupyter")
        .map(jupyter -> jupyter.resolve("../../share/jupyter").normalize())
        .ifPresent(folders::add);
    folders.add(Path.of("/usr/local/share/jupyter"));
    folders.add(Path.of("/usr/share/jupyter"));
    return List.copyOf(folders);
  }

  /** Mesascope's own cache folder of this user. */
  Path cache() {
    return under("XDG_CACHE_HOME", ".cache").resolve("mesascope");
  }

  /** A program on the search path. */
  Optional<Path> program(String name) {
    String file = system.startsWith("windows") ? name + ".exe" : name;
    return Stream.of(environment.getOrDefault("PATH", "").split(separator(), -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder).resolve(file))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Path under(String variable, String fallback) {
    String named = environment.get(variable);
    return named == null || named.isEmpty() ? home.resolve(fallback) : Path.of(named);
  }

  private String separator() {
    return system.startsWith("windows") ? ";" : ":";
  }
}
