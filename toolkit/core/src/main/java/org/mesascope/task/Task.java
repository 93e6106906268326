package org.mesascope.task;

/** An inner problem: a differentiable loss over a flat vector of parameters. Immutable. */
public interface Task {

  /** How many parameters. */
  int dimension();

  /** Where optimization starts; a new array. */
  double[] start();

  /**
   * The loss at the parameters, and its gradient.
   *
   * @param parameters as many as {@link #dimension}; not changed
   * @param gradient filled; as many; finite, and 0 where the loss is infinite
   * @return the loss; infinite where the parameters have left the numbers, never NaN
   */
  double lossAndGradient(double[] parameters, double[] gradient);

  /** The loss at the parameters. */
  default double loss(double[] parameters) {
    return lossAndGradient(parameters, new double[dimension()]);
  }
}
