package org.mesascope.dl4j;

import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.activations.Activation;

/**
 * How {@link AdversarialIrl} trains.
 *
 * @param cloning the policy's network and the split of the traces; how the rival clone is trained
 * @param hidden widths of the hidden layers of reward and shaping, each at least 1
 * @param activation of these
 * @param learningRate step size of Adam for reward and shaping, finite and above 0
 * @param policyRate step size of Adam for the policy, finite and above 0
 * @param rounds how often episodes are sampled, at least 1
 * @param episodes how many a round, at least 2
 * @param rewardSteps updates of reward and shaping a round, at least 1
 * @param batch how many transitions of the traces, and as many sampled ones, an update sees
 * @param memory how many rounds' episodes the updates see, at least 1
 * @param lambda how far the policy's advantages look, in [0, 1]: 0 trusts the shaping as a value, 1
 *     waits for the whole return
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
    int batch,
    int memory,
    double lambda) {

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
    Ranges.atLeast("batch", 1, batch);
    Ranges.atLeast("memory", 1, memory);
    if (!(lambda >= 0 && lambda <= 1)) {
      throw new IllegalArgumentException("lambda expects a number in [0, 1], got " + lambda);
    }
  }

  /**
   * A policy as in cloning by default, one hidden layer of 32 tanh units for reward and shaping
   * each, steps of .01 for all, 100 rounds of 16 episodes with 10 updates on 256 transitions of
   * either kind from the last 20 rounds, λ = .9.
   */
  public static AdversarialOptions defaults() {
    return new AdversarialOptions(
        CloningOptions.defaults(),
        List.of(32),
        Activation.TANH,
        .01,
        .01,
        100,
        16,
        10,
        256,
        20,
        .9);
  }

  public AdversarialOptions withCloning(CloningOptions value) {
    return new AdversarialOptions(
        value,
        hidden,
        activation,
        learningRate,
        policyRate,
        rounds,
        episodes,
        rewardSteps,
        batch,
        memory,
        lambda);
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
        batch,
        memory,
        lambda);
  }

  public AdversarialOptions withActivation(Activation value) {
    return new AdversarialOptions(
        cloning,
        hidden,
        value,
        learningRate,
        policyRate,
        rounds,
        episodes,
        rewardSteps,
        batch,
        memory,
        lambda);
  }

  /** With other step sizes, for reward and shaping and for the policy. */
  public AdversarialOptions withLearningRates(double reward, double policy) {
    return new AdversarialOptions(
        cloning,
        hidden,
        activation,
        reward,
        policy,
        rounds,
        episodes,
        rewardSteps,
        batch,
        memory,
        lambda);
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
        batch,
        memory,
        lambda);
  }

  public AdversarialOptions withEpisodes(int value) {
    return new AdversarialOptions(
        cloning,
        hidden,
        activation,
        learningRate,
        policyRate,
        rounds,
        value,
        rewardSteps,
        batch,
        memory,
        lambda);
  }

  public AdversarialOptions withRewardSteps(int value) {
    return new AdversarialOptions(
        cloning,
        hidden,
        activation,
        learningRate,
        policyRate,
        rounds,
        episodes,
        value,
        batch,
        memory,
        lambda);
  }

  public AdversarialOptions withBatch(int value) {
    return new AdversarialOptions(
        cloning,
        hidden,
        activation,
        learningRate,
        policyRate,
        rounds,
        episodes,
        rewardSteps,
        value,
        memory,
        lambda);
  }

  public AdversarialOptions withLambda(double value) {
    return new AdversarialOptions(
        cloning,
        hidden,
        activation,
        learningRate,
        policyRate,
        rounds,
        episodes,
        rewardSteps,
        batch,
        memory,
        value);
  }

  public AdversarialOptions withMemory(int value) {
    return new AdversarialOptions(
        cloning,
        hidden,
        activation,
        learningRate,
        policyRate,
        rounds,
        episodes,
        rewardSteps,
        batch,
        value,
        lambda);
  }
}
