package org.mesascope.kernel.notebook;

/** Hears how a run gets on, on the runner's thread. */
public interface RunListener {
  /** A cell starts; {@code of} says how many the notebook runs. */
  void cellStarts(int number, int of);

  /** The cell that started last has ended, well or badly. */
  void cellEnds(NotebookRun.CellRun cell);

  /** Hears nothing. */
  static RunListener silent() {
    return new RunListener() {
      @Override
      public void cellStarts(int number, int of) {}

      @Override
      public void cellEnds(NotebookRun.CellRun cell) {}
    };
  }
}
