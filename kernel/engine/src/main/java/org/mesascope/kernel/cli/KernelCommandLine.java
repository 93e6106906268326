package org.mesascope.kernel.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.mesascope.kernel.java.KernelProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mesascope kernel}: serves one kernel. Jupyter calls it. */
@Command(
    name = KernelCommandLine.NAME,
    description = "Serve one kernel until it is shut down. Jupyter calls this.",
    mixinStandardHelpOptions = true)
final class KernelCommandLine implements Callable<Integer> {
  static final String NAME = "kernel";

  @Parameters(paramLabel = "CONNECTION_FILE", description = "What Jupyter says of its sockets.")
  private Path connectionFile = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    serve(connectionFile.toString());
    return Main.OK;
  }

  /** Serves a kernel until it is shut down, which ends the Java process. */
  static void serve(String connectionFile) throws IOException, InterruptedException {
    KernelProcess.run(Path.of(connectionFile));
  }
}
