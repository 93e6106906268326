package org.mesascope.kernel.notebook;

import java.time.Duration;

/**
 * How notebooks are run.
 *
 * @param kernel starts the kernel process
 * @param cellLimit how long one cell may take
 * @param parameters values for the notebook's parameters
 */
public record RunOptions(KernelCommand kernel, Duration cellLimit, Parameters parameters) {
  /** Long enough to be no limit. */
  private static final Duration UNLIMITED = Duration.ofDays(365);

  public RunOptions {
    if (cellLimit.isNegative() || cellLimit.isZero()) {
      throw new BadInputException("a cell's time limit must be above 0, got " + cellLimit);
    }
  }

  /** A kernel like this process, no time limit, the notebook's own parameters. */
  public static RunOptions defaults() {
    return new RunOptions(KernelCommand.likeThisProcess(), UNLIMITED, Parameters.none());
  }

  public RunOptions withKernel(KernelCommand newKernel) {
    return new RunOptions(newKernel, cellLimit, parameters);
  }

  public RunOptions withCellLimit(Duration limit) {
    return new RunOptions(kernel, limit, parameters);
  }

  public RunOptions withParameters(Parameters newParameters) {
    return new RunOptions(kernel, cellLimit, newParameters);
  }
}
