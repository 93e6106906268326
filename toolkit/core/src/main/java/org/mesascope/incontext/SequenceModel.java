package org.mesascope.incontext;

import org.mesascope.task.Sequences;

/** A frozen system that predicts each next state of a sequence from those before. Thread-safe. */
public interface SequenceModel {

  /** A name for figures and tables. */
  String name();

  /**
   * The prediction of state t + 1 from states 1 … t, for each t from 1 to length − 1, {@code
   * [count][length − 1][dimension]}; finite. No prediction depends on later states.
   */
  double[] predict(Sequences sequences);
}
