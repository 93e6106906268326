package org.mesascope.kernel.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
  public Integer call() throws IOException {
    serve(connectionFile.toString());
    return Main.OK;
  }

  /** Serves a kernel until it is shut down. */
  static void serve(String connectionFile) throws IOException {
    if (connectionFile.isEmpty()) {
      throw new IOException(connectionFile);
    }
  }
}
