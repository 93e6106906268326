package org.mesascope.kernel.java;

import java.util.List;
import java.util.function.Function;

/**
 * Prints exceptions that a cell caught, or that ended a thread of it, with cells and lines. Public
 * only because {@link CellWeaver} makes cells call it.
 */
public final class CellTraces {

  private static volatile Function<Throwable, List<String>> lines =
      thrown -> List.of(String.valueOf(thrown));

  private CellTraces() {}

  /** Whose cells run now. */
  static void of(StackLines stackLines) {
    lines =
        thrown -> {
          Turn.take();
          try {
            return stackLines.describe(thrown).trace();
          } finally {
            Turn.end();
          }
        };
  }

  /** Stands where a cell says {@code printStackTrace()}. */
  public static void print(Throwable thrown) {
    print("", thrown);
  }

  static void print(String before, Throwable thrown) {
    System.err.println(before + String.join(System.lineSeparator(), lines.apply(thrown)));
  }
}
