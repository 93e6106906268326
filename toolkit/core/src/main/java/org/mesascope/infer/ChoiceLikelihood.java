package org.mesascope.infer;

import java.util.List;

/** A likelihood of choices from menus that also tells what each choice adds to it. */
interface ChoiceLikelihood extends Likelihood {

  /**
   * One choice's gradient, with its unit and weight.
   *
   * @param gradient of its weighted log-likelihood; not copied
   */
  record Score(int unit, double weight, double[] gradient) {}

  /** The gradient of each unit's own likelihood at the point last valued. */
  double[][] scores();

  /** The gradient of each choice's own weighted likelihood, as {@link #scores} without units. */
  List<Score> choiceScores();

  /** Each unit's choices, their log-likelihood and their hits, at the point last valued. */
  double[][] unitTotals();
}
