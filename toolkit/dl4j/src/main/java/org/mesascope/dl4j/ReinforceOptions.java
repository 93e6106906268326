package org.mesascope.dl4j;

import java.util.List;
import java.util.Objects;
import org.mesascope.train.CheckpointSchedule;
import org.nd4j.linalg.activations.Activation;

/**
 * How {@link Reinforce} trains.
 *
 * @param hidden widths of the hidden layers, each at least 1; none makes the policy linear
 * @param activation of the hidden layers
 * @param learningRate step size of Adam, finite and above 0
 * @param episodes how many are sampled in each world of the mixture for one step, at least 2
 * @param steps how many updates, at least 1
 * @param checkpoints when to keep the policy; the first and the last are always kept
 */
public record ReinforceOptions(
    List<Integer> hidden,
    Activation activation,
    double learningRate,
    int episodes,
    int steps,
    CheckpointSchedule checkpoints) {

  /** Fails where a number is out of its range. */
  public ReinforceOptions {
    hidden = List.copyOf(hidden);
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(checkpoints, "checkpoints");
    Ranges.network(hidden, learningRate);
    Ranges.atLeast("episodes", 2, episodes);
    Ranges.atLeast("steps", 1, steps);
  }

  /**
   * One hidden layer of 16 tanh units, 300 steps of .01 with 32 episodes a world, a checkpoint
   * every 25.
   */
  public static ReinforceOptions defaults() {
    return new ReinforceOptions(
        List.of(16), Activation.TANH, .01, 32, 300, CheckpointSchedule.every(25));
  }

  public ReinforceOptions withHidden(Integer... value) {
    return new ReinforceOptions(
        List.of(value), activation, learningRate, episodes, steps, checkpoints);
  }

  public ReinforceOptions withActivation(Activation value) {
    return new ReinforceOptions(hidden, value, learningRate, episodes, steps, checkpoints);
  }

  public ReinforceOptions withLearningRate(double value) {
    return new ReinforceOptions(hidden, activation, value, episodes, steps, checkpoints);
  }

  public ReinforceOptions withEpisodes(int value) {
    return new ReinforceOptions(hidden, activation, learningRate, value, steps, checkpoints);
  }

  public ReinforceOptions withSteps(int value) {
    return new ReinforceOptions(hidden, activation, learningRate, episodes, value, checkpoints);
  }

  public ReinforceOptions withCheckpoints(CheckpointSchedule value) {
    return new ReinforceOptions(hidden, activation, learningRate, episodes, steps, value);
  }
}
