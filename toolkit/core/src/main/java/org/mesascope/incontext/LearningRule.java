package org.mesascope.incontext;

/** How weights are learned from a prompt's examples. Thread-safe, and keeps no examples. */
@FunctionalInterface
public interface LearningRule {

  /** ŵ, {@code [dimension]}; finite. */
  double[] weights(Examples examples);

  /** The model that predicts ŷ = ŵ · x_q; its sensitivity is ŵ, exactly. */
  default InContextModel named(String name) {
    return new RuleModel(name, this);
  }
}
