package org.mesascope.kernel.notebook;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * How a kernel process is started: the one place that knows, for the runner and for the installed
 * kernelspec alike.
 *
 * @param java the {@code java} program, absolute
 * @param flags for the virtual machine
 * @param classPath explicit and in order, as start-up archives demand
 */
public record KernelCommand(Path java, List<String> flags, List<Path> classPath) {
  private static final String MAIN = "org.mesascope.kernel.cli.Main";
  private static final int QUIET_NATIVES_SINCE = 24;
  private static final String VECTORS = "jdk.incubator.vector";

  public KernelCommand {
    flags = List.copyOf(flags);
    classPath = List.copyOf(classPath);
  }

  /** A kernel on the same Java platform and class path as this process. */
  public static KernelCommand likeThisProcess() {
    boolean windows = File.separatorChar == '\\';
    Path java = Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
    boolean vectors = ModuleFinder.ofSystem().find(VECTORS).isPresent();
    return new KernelCommand(
        java, flagsFor(Runtime.version().feature(), vectors), classPathOfThisProcess());
  }

  /** This command with more flags. */
  public KernelCommand withFlags(List<String> more) {
    return new KernelCommand(
        java, Stream.concat(flags.stream(), more.stream()).toList(), classPath);
  }

  /** The class path as it stands on the command line. */
  public String joinedClassPath() {
    return String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList());
  }

  /** The whole command line; {@code connectionFile} may be Jupyter's placeholder. */
  public List<String> line(String connectionFile) {
    List<String> line = new ArrayList<>();
    line.add(java.toString());
    line.addAll(flags);
    line.add("-cp");
    line.add(joinedClassPath());
    line.add(MAIN);
    line.add("kernel");
    line.add(connectionFile);
    return line;
  }

  /**
   * The flags that a Java platform takes; it refuses what it does not know.
   *
   * @param vectors whether it has the Vector API, with which numeric libraries run several times
   *     faster
   */
  static List<String> flagsFor(int feature, boolean vectors) {
    List<String> flags = new ArrayList<>();
    flags.add("-Djava.awt.headless=true");
    flags.add("-XX:+UseSerialGC");
    // Start small: the default is a 64th of the machine, and is filled at once.
    flags.add("-Xms32m");
    flags.add("-XX:-UsePerfData");
    for (String internal : List.of("api", "code", "util")) { // what cells are compiled faster with
      flags.add("--add-exports=jdk.compiler/com.sun.tools.javac." + internal + "=ALL-UNNAMED");
    }
    if (vectors) {
      flags.add("--add-modules=" + VECTORS);
    }
    if (feature >= QUIET_NATIVES_SINCE) {
      flags.add("--enable-native-access=ALL-UNNAMED");
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }

  private static List<Path> classPathOfThisProcess() {
    String[] named = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    List<Path> entries =
        Stream.of(named)
            .map(entry -> Path.of(entry).toAbsolutePath().normalize())
            .filter(Files::exists)
            .toList();
    List<Path> inManifest = entries.size() == 1 ? namedInManifest(entries.get(0)) : List.of();
    return inManifest.isEmpty() ? entries : inManifest;
  }

  /** A process started by {@code java -jar} has one entry, whose manifest names the jars. */
  private static List<Path> namedInManifest(Path entry) {
    if (!entry.toString().endsWith(".jar")) {
      return List.of();
    }
    try (JarFile jar = new JarFile(entry.toFile())) {
      Manifest manifest = jar.getManifest();
      String named =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (named == null) {
        return List.of();
      }
      URI base = entry.toUri();
      return Stream.of(named.trim().split(" +", -1))
          .map(each -> Path.of(base.resolve(each)))
          .filter(Files::exists)
          .toList();
    } catch (IOException e) {
      throw new BadInputException(entry + " cannot be read as a jar: " + e.getMessage(), e);
    }
  }
}
