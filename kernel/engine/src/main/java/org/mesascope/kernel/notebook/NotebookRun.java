package org.mesascope.kernel.notebook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** One cell that ran, by its number in the notebook (the first is 1). */
  public record CellRun(int number, String id, Duration took) {}

  /** A parameter: its declared type, and its value as Java prints it. */
  public record Parameter(String type, String value, boolean given) {}

  /** How a run can end early. */
  public enum Cause {
    ERROR("failed"),
    TIMEOUT("over its time"),
    KERNEL_DIED("kernel died");

    private final String phrase;

    Cause(String phrase) {
      this.phrase = phrase;
    }

    /** The phrase that reports use. */
    public String phrase() {
      return phrase;
    }
  }

  /**
   * Why a run stopped early.
   *
   * @param cell number of the cell that stopped it; 0 where the kernel never started
   * @param line line in that cell, 0 where it is not known
   * @param reason the exception and its message, or what happened
   */
  public record Failure(Cause cause, int cell, int line, String reason) {

    /** Where it happened: {@code cell 4, line 2}. */
    public String place() {
      if (cell == 0) {
        return "before the first cell";
      }
      return line == 0 ? "cell " + cell : "cell " + cell + ", line " + line;
    }
  }

  /** The failure, where there is one. */
  public Optional<Failure> failed() {
    return Optional.ofNullable(failure);
  }

  /** {@code ok}, or how the run ended. */
  public String status() {
    return failure == null ? "ok" : failure.cause().phrase();
  }
}
