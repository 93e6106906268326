package org.mesascope.kernel.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.mesascope.kernel.notebook.BadInputException;
import org.mesascope.kernel.notebook.KernelCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code mesascope lab}: JupyterLab with the kernel. */
@Command(
    name = "lab",
    description = {
      "Open JupyterLab with the kernel: from the JupyterLab on the PATH, or else from a virtual"
          + " environment that is made once in the user's cache folder.",
      "Every other argument goes to JupyterLab, such as --no-browser or a folder."
    },
    mixinStandardHelpOptions = true)
final class LabCommand implements Callable<Integer> {
  private static final long GRACE_SECONDS = 10;

  private final Output output;

  @Unmatched private List<String> arguments = new ArrayList<>();

  LabCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    JupyterFolders folders = JupyterFolders.ofThisProcess();
    Path lab = lab(folders, output);
    Path data = folders.cache().resolve("share/jupyter");
    Kernelspec kernelspec = Kernelspec.in(data);
    if (!kernelspec.isCurrent(KernelCommand.likeThisProcess())) {
      InstallCommand.install(kernelspec, output);
    }
    List<String> command = new ArrayList<>(List.of(lab.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder
        .environment()
        .merge("JUPYTER_PATH", data.toString(), (old, ours) -> ours + File.pathSeparator + old);
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end-jupyter"));
    return process.waitFor();
  }

  /** Asks Jupyter to end, which ends its kernels; and ends it, where it does not. */
  private static void end(Process jupyter) {
    jupyter.destroy();
    jupyter.onExit().completeOnTimeout(jupyter, GRACE_SECONDS, TimeUnit.SECONDS).join();
    jupyter.destroyForcibly();
  }

  private static Path lab(JupyterFolders folders, Output output)
      throws IOException, InterruptedException {
    Optional<Path> found = folders.program("jupyter-lab");
    if (found.isPresent()) {
      return found.get();
    }
    Path environment = folders.cache().resolve("jupyter");
    Path lab = environment.resolve("bin/jupyter-lab");
    if (Files.isExecutable(lab)) {
      return lab;
    }
    Path python =
        folders
            .program("python3")
            .orElseThrow(
                () ->
                    new BadInputException(
                        "there is no jupyter-lab on the PATH, and no python3 to install it with."
                            + " Install either one: `pip install jupyterlab`, or Python 3.9 or"
                            + " newer"));
    output.say("there is no jupyter-lab on the PATH; installing it once, in " + environment);
    Path log = folders.cache().resolve("jupyter-install.log");
    Files.createDirectories(folders.cache());
    step(
        log,
        "python3 cannot make a virtual environment (on Debian and Ubuntu: apt install"
            + " python3-venv)",
        python.toString(),
        "-m",
        "venv",
        "--clear",
        environment.toString());
    step(
        log,
        "pip could not install jupyterlab (is there a network?)",
        environment.resolve("bin/pip").toString(),
        "install",
        "jupyterlab");
    return lab;
  }

  private static void step(Path log, String trouble, String... command)
      throws IOException, InterruptedException {
    int status =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start()
            .waitFor();
    if (status != 0) {
      throw new BadInputException(
          "there is no jupyter-lab on the PATH, and " + trouble + ". The details are in " + log);
    }
  }
}
