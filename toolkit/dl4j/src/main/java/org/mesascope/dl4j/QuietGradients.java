package org.mesascope.dl4j;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Differentiates a SameDiff graph without the line that SameDiff 1.0.0-M2.1 prints to standard out
 * for each operation. What other threads print in the meantime passes through.
 */
final class QuietGradients {

  private QuietGradients() {}

  /** Defines the gradients of the graph's loss with respect to those variables. */
  static synchronized void create(SameDiff graph, List<String> variables) {
    PrintStream before = System.out;
    PrintStream filter = new Filter(before, Thread.currentThread());
    System.setOut(filter);
    try {
      graph.createGradFunction(variables.toArray(new String[0]));
    } finally {
      if (System.out == filter) {
        System.setOut(before);
      }
    }
  }

  /** Drops what one thread prints by the line. */
  private static final class Filter extends PrintStream {
    private final PrintStream target;
    private final Thread quiet;

    Filter(PrintStream target, Thread quiet) {
      super(target, true, StandardCharsets.UTF_8);
      this.target = target;
      this.quiet = quiet;
    }

    @Override
    public void println(String line) {
      if (Thread.currentThread() != quiet) {
        target.println(line);
      }
    }
  }
}
