package org.mesascope.incontext;

import org.mesascope.task.Prompts;

/** A frozen system that predicts a query's label from a prompt's examples. Thread-safe. */
public interface InContextModel {

  /** A name for figures and tables. */
  String name();

  /** The prediction for each prompt's query, {@code [count]}; finite. */
  double[] predict(Prompts prompts);

  /** How the prediction changes with the query, ∂ŷ/∂x_q, {@code [count][dimension]}. */
  double[] sensitivity(Prompts prompts);
}
