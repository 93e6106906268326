package org.mesascope.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** All notebooks, run once by the runner as a user runs them, for every test that reads one. */
final class NotebookRun {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path OUT = Path.of("target/notebooks").toAbsolutePath();
  private static final long LIMIT_MINUTES = 20;
  private static final Map<String, ExecutedNotebook> READ = new ConcurrentHashMap<>();

  private NotebookRun() {}

  /** A notebook by its file's name without the ending, such as "01-goal-misgeneralization". */
  static ExecutedNotebook of(String name) {
    Once.ran();
    return READ.computeIfAbsent(name, key -> ExecutedNotebook.read(OUT.resolve(key + ".ipynb")));
  }

  /** Its first use runs the notebooks; where that fails, every test that needs one says so. */
  private static final class Once {
    private static final String FAILURE = run();

    static void ran() {
      assertThat(FAILURE).isEmpty();
    }

    private static String run() {
      try {
        Files.createDirectories(OUT);
        Path log = OUT.resolve("log");
        Process process =
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    absolute(System.getProperty("java.class.path")),
                    "org.mesascope.kernel.cli.Main",
                    "run",
                    "notebooks",
                    "--out",
                    OUT.toString())
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
          process.destroyForcibly().waitFor();
        }
        return ended && process.exitValue() == 0
            ? ""
            : "notebooks failed:\n" + Files.readString(log);
      } catch (IOException e) {
        return "notebooks could not be run: " + e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return "notebooks were interrupted";
      }
    }

    private static String absolute(String classPath) {
      return Arrays.stream(classPath.split(File.pathSeparator, -1))
          .map(entry -> Path.of(entry).toAbsolutePath().toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
  }
}
