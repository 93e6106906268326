package org.mesascope.task;

import java.util.List;

/**
 * Tasks of one dimension side by side, for the hot loops: single precision, the batch innermost.
 * Parameter i of task b is at {@code i * size + b}. Immutable: several threads may use one.
 */
public interface TaskBatch {

  /** How many parameters each task has. */
  int dimension();

  /** How many tasks. */
  int size();

  /** Where optimization starts: writes {@code dimension * size} numbers. */
  void start(float[] parameters);

  /**
   * Losses and gradients of all tasks.
   *
   * @param parameters {@code dimension * size}; not changed
   * @param loss filled; one number a task; infinite where a task has diverged, never NaN
   * @param gradient filled; {@code dimension * size}; finite, and 0 for a task that has diverged
   */
  void lossAndGradient(float[] parameters, float[] loss, float[] gradient);

  /** Tasks side by side, each computed by itself in double precision. */
  static TaskBatch of(List<Task> tasks) {
    return new SeparateTasks(tasks);
  }
}
