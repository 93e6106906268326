package org.mesascope.kernel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mesascope.kernel.notebook.Provenance;
import picocli.CommandLine.Command;

/** {@code mesascope doctor}: what is there, what is not, what to do. */
@Command(
    name = "doctor",
    description = "Say what is installed, what is not, and what to do.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private static final long MEGABYTE = 1 << 20;

  private final Output output;

  DoctorCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    JupyterFolders folders = JupyterFolders.ofThisProcess();
    good("Mesascope", Provenance.version());
    java();
    kernelspecs(folders);
    program(
        folders,
        "Jupyter",
        "jupyter-lab",
        "`mesascope lab` installs one of its own; `mesascope run` needs none");
    program(folders, "Maven", "mvn", "needed to build: install Maven 3.6.3 or newer");
    program(folders, "git", "git", "optional: run.json then records no commit");
    natives(folders);
    return Main.OK;
  }

  private void java() {
    String version =
        System.getProperty("java.runtime.version") + " in " + System.getProperty("java.home");
    if (ModuleLayer.boot().findModule("jdk.jshell").isPresent()) {
      good("Java", version);
    } else {
      bad("Java", version, "it has no compiler: install a JDK (17 or newer), not a JRE");
    }
  }

  private void kernelspecs(JupyterFolders folders) throws IOException, InterruptedException {
    boolean any = false;
    for (Path data : folders.allData()) {
      Kernelspec kernelspec = Kernelspec.in(data);
      if (Files.exists(kernelspec.file())) {
        any = true;
        kernelspec(kernelspec);
      }
    }
    if (!any) {
      bad("Kernelspec", "none that Jupyter finds", "run `mesascope install`");
    }
  }

  private void kernelspec(Kernelspec kernelspec) throws IOException, InterruptedException {
    List<String> line = kernelspec.commandLine();
    Optional<Path> jars = kernelspec.jars();
    String where = kernelspec.folder().toString();
    if (line.isEmpty() || jars.isEmpty()) {
      bad("Kernelspec", where + " is broken", "run `mesascope install` again");
    } else if (!Files.isExecutable(Path.of(line.get(0)))) {
      bad(
          "Kernelspec",
          where + " starts " + line.get(0) + ", which is not there",
          "run `mesascope install` with the Java you have now");
    } else if (!kernelspec.missing().isEmpty()) {
      String first = kernelspec.missing().get(0).toString();
      bad("Kernelspec", where + " lacks " + first, "run `mesascope install` again");
    } else {
      good("Kernelspec", where);
      archive(line);
    }
  }

  private void archive(List<String> line) throws IOException, InterruptedException {
    Optional<Path> archive = StartArchive.named(line);
    String remedy = "run `mesascope install` again for a faster start";
    if (archive.isEmpty() || Files.notExists(archive.get())) {
      bad("Start-up archive", "none", remedy);
    } else if (StartArchive.isUsedBy(line)) {
      good("Start-up archive", archive.get().toString());
    } else {
      bad(
          "Start-up archive",
          archive.get().getFileName() + " is stale: Java or the jars have changed since",
          remedy);
    }
  }

  private void program(JupyterFolders folders, String what, String name, String remedy)
      throws IOException, InterruptedException {
    Optional<Path> program = folders.program(name);
    if (program.isEmpty()) {
      bad(what, "no " + name + " on the PATH", remedy);
      return;
    }
    Process process =
        new ProcessBuilder(program.get().toString(), "--version").redirectErrorStream(true).start();
    String version =
        new String(process.getInputStream().readAllBytes(), UTF_8)
            .lines()
            .map(line -> line.replaceAll("\u001B\\[[0-9;]*m", ""))
            .filter(line -> !line.isBlank())
            .findFirst()
            .orElse("");
    process.waitFor();
    good(what, version + " (" + program.get() + ")");
  }

  private void natives(JupyterFolders folders) throws IOException {
    Path cache = folders.home().resolve(".javacpp/cache");
    long megabytes = FileTree.size(cache) / MEGABYTE;
    if (megabytes > 0) {
      good("Native libraries", megabytes + " MB unpacked in " + cache);
    } else {
      good("Native libraries", "not unpacked yet; DL4J unpacks 400 MB to " + cache + " when used");
    }
  }

  private void good(String what, String found) {
    line("ok  ", what, found);
  }

  private void bad(String what, String found, String remedy) {
    line("--  ", what, found + ". To do: " + remedy);
  }

  private void line(String mark, String what, String text) {
    PrintWriter out = output.out();
    out.println(mark + String.format("%-18s", what) + text);
  }
}
