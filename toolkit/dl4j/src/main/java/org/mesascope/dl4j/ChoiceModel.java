package org.mesascope.dl4j;

import org.jspecify.annotations.Nullable;

/** Something that predicts choices. */
@FunctionalInterface
interface ChoiceModel {

  /**
   * ln P(alternative), one a alternative.
   *
   * @param situation its position among the decisions
   * @param time how many choices of the trace came before
   * @param before what was chosen last, or null at a trace's start
   */
  double[] logProbabilities(int situation, int time, @Nullable String before);
}
