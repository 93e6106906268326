package io.github.spencerpark.jupyter.kernel.magic.common;

import io.github.spencerpark.jupyter.kernel.magic.registry.CellMagic;
import io.github.spencerpark.jupyter.kernel.magic.registry.LineMagic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.List;

/** {@code %sh} and {@code %%sh}, once a notebook has registered this class. */
public final class Shell {
  private Shell() {}

  /** Runs a command line in {@code sh}, its output going to the cell's. */
  @LineMagic
  public static void sh(List<String> args) throws IOException, InterruptedException {
    run(String.join(" ", args));
  }

  /** Runs a script in {@code sh}, its output going to the cell's. */
  @CellMagic
  public static void sh(List<String> args, String body) throws IOException, InterruptedException {
    run(body);
  }

  private static void run(String script) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
      process.getOutputStream().close();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        System.out.println(line);
      }
      int status = process.waitFor();
      if (status != 0) {
        throw new IllegalStateException("the command ended with status " + status);
      }
    } finally {
      process.destroy();
    }
  }
}
