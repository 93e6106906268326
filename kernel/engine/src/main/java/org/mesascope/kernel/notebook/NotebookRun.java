package org.mesascope.kernel.notebook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of running a notebook.
 *
 * @param notebook the notebook with the outputs of every cell that ran
 * @param started when the run began
 * @param took how long it took, the kernel's start included
 * @param cells the cells that ran, in order
 * @param parameters the parameters and the values they had
 * @param failure why the run stopped early, null where every cell ran
 */
public record NotebookRun(
    Notebook notebook,
    Instant started,
    Duration took,
    List<CellRun> cells,
    Map<String, Parameter> parameters,
    @Nullable Failure failure) {

  /** One cell that ran. Cells are counted as Jupyter counts them: the first to run is 1. */
  public record CellRun(int number, String id, Duration took) {}

  /** A parameter: its declared type, and its value as Java prints it. */
  public record Parameter(String type, String value, boolean given) {}

  /** How a run can end early. */
  public enum Cause {
    ERROR("failed", "failed"),
    TIMEOUT("over time", "went over its time"),
    KERNEL_DIED("kernel died", "lost its kernel");

    private final String status;
    private final String verb;

    Cause(String status, String verb) {
      this.status = status;
      this.verb = verb;
    }
  }

  /**
   * Why a run stopped early.
   *
   * @param cell the cell that stopped it, counted as in {@link CellRun}; 0 where the kernel never
   *     started
   * @param line line in that cell, 0 where it is not known
   * @param reason the exception and its message, or what happened
   */
  public record Failure(Cause cause, int cell, int line, String reason) {

    /** Where and how it happened: {@code cell 4, line 2 failed}. */
    public String headline() {
      if (cell == 0) {
        return "the kernel did not start";
      }
      return "cell " + cell + (line == 0 ? " " : ", line " + line + " ") + cause.verb;
    }
  }

  /** {@code ok}, or how the run ended. */
  public String status() {
    return failure == null ? "ok" : failure.cause().status;
  }
}
