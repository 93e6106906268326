package org.mesascope.task;

/**
 * Problems, and for how long an optimizer works on each.
 *
 * @param steps at least 1
 */
public record InnerProblems(TaskFamily family, int steps) {

  /** Fails where there is no step. */
  public InnerProblems {
    if (steps < 1) {
      throw new IllegalArgumentException("inner problems expect at least 1 step, got " + steps);
    }
  }

  /** A shift of problems on each of which an optimizer works for as many steps. */
  public static Shift<InnerProblems> over(Shift<TaskFamily> shift, int steps) {
    return shift.map(family -> new InnerProblems(family, steps));
  }
}
