package org.mesascope.task;

/**
 * What an agent may pursue. Base and mesa are roles that an objective plays in an analysis, never
 * kinds of objective.
 */
public sealed interface Objective permits TransitionReward, FeatureUtility, RegressionLoss {

  /** A name for figures and tables. */
  String name();
}
