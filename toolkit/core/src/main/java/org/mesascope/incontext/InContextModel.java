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

  /**
   * What a model of this form can express, where that bounds what agreement with an algorithm may
   * mean: "one layer of linear self-attention can express little but a preconditioned step". Stands
   * in every attribution of the model; empty where there is nothing to say.
   */
  default String expressivity() {
    return "";
  }

  /** How many examples its prompts may have at most; any number where nothing bounds it. */
  default int longestContext() {
    return Integer.MAX_VALUE;
  }
}
