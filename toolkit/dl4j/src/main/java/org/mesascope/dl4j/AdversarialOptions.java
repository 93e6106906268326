package org.mesascope.dl4j;

import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.activations.Activation;

/**
 * How {@link AdversarialIrl} trains.
 *
 * @param cloning the policy's network, and how it is cloned before it is trained on; the split of
 *     the traces
 * @param hidden widths of the hidden layers of reward and shaping, each at least 1
 * @param activation of these
 * @param learningRate step size of Adam for reward and shaping, finite and above 0
 * @param policyRate step size of Adam for the policy, finite and above 0
 * @param rounds how often episodes are sampled, at least 1
 * @param episodes how many a round, at least 2
 * @param rewardSteps updates of reward and shaping a round, at least 1
 * @param trace λ of the policy's advantages, in [0, 1]: 0 trusts the shaping as a value, 1 waits
 *     for the whole return
 */
public record AdversarialOptions(
    CloningOptions cloning,
    List<Integer> hidden,
    Activation activation,
    double learningRate,
    double policyRate,
    int rounds,
    int episodes,
    int rewardSteps,
    double trace) {

  /** Fails where a number is out of its range. */
  public AdversarialOptions {
    Objects.requireNonNull(cloning, "cloning");
    hidden = List.copyOf(hidden);
    Objects.requireNonNull(activation, "activation");
    Ranges.network(hidden, learningRate);
    Ranges.network(hidden, policyRate);
    Ranges.atLeast("rounds", 1, rounds);
    Ranges.atLeast("episodes", 2, episodes);
    Ranges.atLeast("rewardSteps", 1, rewardSteps);
    if (!(trace >= 0 && trace <= 1)) {
      throw new IllegalArgumentException("trace expects a number in [0, 1], got " + trace);
    }
  }

  /**
   * A cloned policy by its own defaults, one hidden layer of 32 tanh units for reward and shaping
   * each, steps of .01 for these and .003 for the policy, 150 rounds of 32 episodes with 5 updates,
   * λ = .9.
   */
  public static AdversarialOptions defaults() {
    return new AdversarialOptions(
        CloningOptions.defaults(), List.of(32), Activation.TANH, .01, .003, 150, 32, 5, .9);
  }

  public AdversarialOptions withCloning(CloningOptions value) {
    return new AdversarialOptions(
        value, hidden, activation, learningRate, policyRate, rounds, episodes, rewardSteps, trace);
  }

  public AdversarialOptions withHidden(Integer... value) {
    return new AdversarialOptions(
        cloning,
        List.of(value),
        activation,
        learningRate,
        policyRate,
        rounds,
        episodes,
        rewardSteps,
        trace);
  }

  /** With other step sizes, for reward and shaping and for the policy. */
  public AdversarialOptions withLearningRates(double reward, double policy) {
    return new AdversarialOptions(
        cloning, hidden, activation, reward, policy, rounds, episodes, rewardSteps, trace);
  }

  public AdversarialOptions withRounds(int value) {
    return new AdversarialOptions(
        cloning,
        hidden,
        activation,
        learningRate,
        policyRate,
        value,
        episodes,
        rewardSteps,
        trace);
  }

  public AdversarialOptions withEpisodes(int value) {
    return new AdversarialOptions(
        cloning, hidden, activation, learningRate, policyRate, rounds, value, rewardSteps, trace);
  }

  public AdversarialOptions withRewardSteps(int value) {
    return new AdversarialOptions(
        cloning, hidden, activation, learningRate, policyRate, rounds, episodes, value, trace);
  }

  public AdversarialOptions withTrace(double value) {
    return new AdversarialOptions(
        cloning,
        hidden,
        activation,
        learningRate,
        policyRate,
        rounds,
        episodes,
        rewardSteps,
        value);
  }
}
