package org.mesascope.dl4j;

import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.activations.Activation;

/**
 * How {@link RewardNetworkIrl} trains.
 *
 * @param hidden widths of the hidden layers, each at least 1; none makes the reward linear
 * @param activation of the hidden layers
 * @param learningRate step size of Adam, finite and above 0
 * @param steps most updates, at least 1
 * @param patience how many updates without a better validation likelihood end the training, at
 *     least 1
 * @param validation share of the traces that decide when to stop
 * @param test share of the traces that judge; in (0, 1), like {@code validation}, with a sum below
 *     1
 */
public record RewardNetworkOptions(
    List<Integer> hidden,
    Activation activation,
    double learningRate,
    int steps,
    int patience,
    double validation,
    double test) {

  /** Fails where a number is out of its range. */
  public RewardNetworkOptions {
    hidden = List.copyOf(hidden);
    Objects.requireNonNull(activation, "activation");
    Ranges.network(hidden, learningRate);
    Ranges.atLeast("steps", 1, steps);
    Ranges.atLeast("patience", 1, patience);
    TraceSplit.requireShares(validation, test);
  }

  /**
   * Two hidden layers of 16 tanh units, at most 500 steps of .01 and 50 without progress, a fifth
   * of the traces to stop by and a fifth to judge by.
   */
  public static RewardNetworkOptions defaults() {
    return new RewardNetworkOptions(List.of(16, 16), Activation.TANH, .01, 500, 50, .2, .2);
  }

  public RewardNetworkOptions withHidden(Integer... value) {
    return new RewardNetworkOptions(
        List.of(value), activation, learningRate, steps, patience, validation, test);
  }

  public RewardNetworkOptions withActivation(Activation value) {
    return new RewardNetworkOptions(hidden, value, learningRate, steps, patience, validation, test);
  }

  public RewardNetworkOptions withLearningRate(double value) {
    return new RewardNetworkOptions(hidden, activation, value, steps, patience, validation, test);
  }

  public RewardNetworkOptions withSteps(int value) {
    return new RewardNetworkOptions(
        hidden, activation, learningRate, value, patience, validation, test);
  }

  public RewardNetworkOptions withPatience(int value) {
    return new RewardNetworkOptions(
        hidden, activation, learningRate, steps, value, validation, test);
  }

  /** With other shares of the traces to stop by and to judge by. */
  public RewardNetworkOptions withSplit(double validationShare, double testShare) {
    return new RewardNetworkOptions(
        hidden, activation, learningRate, steps, patience, validationShare, testShare);
  }
}
