package org.mesascope.kernel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.notebook.BadInputException;
import org.mesascope.kernel.notebook.KernelCommand;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mesascope install}: a kernelspec that Jupyter finds and that stands on its own. */
@Command(
    name = "install",
    description = {
      "Install the kernelspec 'mesascope' for Jupyter, with a copy of all it needs.",
      "Tested on Linux; untested on macOS and Windows."
    },
    mixinStandardHelpOptions = true)
final class InstallCommand implements Callable<Integer> {
  private final Output output;

  @ArgGroup private @Nullable Place place;

  /** The one place to install into. */
  static final class Place {
    @Option(
        names = "--prefix",
        paramLabel = "DIR",
        description = "Install under DIR/share/jupyter.")
    private @Nullable Path prefix;

    @Option(names = "--user", description = "Install for this user alone. The default.")
    private boolean user;

    @Option(
        names = "--sys-prefix",
        description = "Install under the prefix of the python3 on the PATH.")
    private boolean sysPrefix;
  }

  InstallCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data = data().toAbsolutePath().normalize();
    install(Kernelspec.in(data), output);
    if (!JupyterFolders.ofThisProcess().allData().contains(data)) {
      output.say("a Jupyter that does not look there by itself needs JUPYTER_PATH=" + data);
    }
    return Main.OK;
  }

  /** Installs, and makes the start-up archive. */
  static void install(Kernelspec kernelspec, Output output)
      throws IOException, InterruptedException {
    KernelCommand source = KernelCommand.likeThisProcess();
    output.say("copying " + source.classPath().size() + " jars to " + kernelspec.folder());
    KernelCommand installed = kernelspec.install(source);
    output.say("making the start-up archive");
    String trouble;
    try {
      if (StartArchive.in(kernelspec.jars().orElseThrow()).make(installed)) {
        output.say("installed as 'Mesascope (Java " + feature() + ")'");
        return;
      }
      trouble = "this Java could not make one (" + System.getProperty("java.runtime.version") + ")";
    } catch (IOException e) {
      trouble = e.toString();
    }
    output.say(
        "installed, but without a start-up archive: the kernel works, and starts slower. Why: "
            + trouble);
  }

  private static int feature() {
    return Runtime.version().feature();
  }

  private Path data() throws IOException, InterruptedException {
    JupyterFolders folders = JupyterFolders.ofThisProcess();
    if (place == null || place.user) {
      return folders.userData();
    }
    Path prefix = place.sysPrefix ? pythonPrefix(folders) : place.prefix;
    return prefix == null ? folders.userData() : prefix.resolve("share/jupyter");
  }

  private static Path pythonPrefix(JupyterFolders folders)
      throws IOException, InterruptedException {
    Optional<Path> python = folders.program("python3").or(() -> folders.program("python"));
    if (python.isEmpty()) {
      throw new BadInputException(
          "--sys-prefix needs a python3 on the PATH, and there is none. Use --prefix DIR");
    }
    Process process =
        new ProcessBuilder(python.get().toString(), "-c", "import sys; print(sys.prefix)")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String prefix = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (process.waitFor() != 0 || prefix.isEmpty()) {
      throw new BadInputException(
          python.get() + " does not say its prefix. Use --prefix DIR instead of --sys-prefix");
    }
    return Path.of(prefix);
  }
}
