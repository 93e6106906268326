package org.mesascope.dl4j;

import java.util.List;
import org.nd4j.linalg.activations.Activation;

/**
 * How {@link Reinforce} trains.
 *
 * @param hidden widths of the hidden layers, each at least 1; none makes the policy linear
 * @param activation of the hidden layers
 * @param learningRate step size of Adam, greater than 0
 * @param episodes how many are sampled in each world of the mixture for one update, at least 2
 * @param updates how many updates, at least 1
 * @param checkpointEvery updates between two checkpoints, at least 1; the start and the end are
 *     checkpoints always
 */
public record ReinforceOptions(
    List<Integer> hidden,
    Activation activation,
    double learningRate,
    int episodes,
    int updates,
    int checkpointEvery) {

  /** Fails where a number is out of its range. */
  public ReinforceOptions {
    hidden = List.copyOf(hidden);
    for (int width : hidden) {
      atLeast("a hidden layer's width", 1, width);
    }
    if (!(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new IllegalArgumentException(
          "learningRate expects a finite number above 0, got " + learningRate);
    }
    atLeast("episodes", 2, episodes);
    atLeast("updates", 1, updates);
    atLeast("checkpointEvery", 1, checkpointEvery);
  }

  /** One hidden layer of 16 tanh units, 32 episodes a world and update, 300 updates at .01. */
  public static ReinforceOptions defaults() {
    return new ReinforceOptions(List.of(16), Activation.TANH, .01, 32, 300, 25);
  }

  public ReinforceOptions withHidden(Integer... widths) {
    return new ReinforceOptions(
        List.of(widths), activation, learningRate, episodes, updates, checkpointEvery);
  }

  public ReinforceOptions withActivation(Activation other) {
    return new ReinforceOptions(hidden, other, learningRate, episodes, updates, checkpointEvery);
  }

  public ReinforceOptions withLearningRate(double rate) {
    return new ReinforceOptions(hidden, activation, rate, episodes, updates, checkpointEvery);
  }

  public ReinforceOptions withEpisodes(int count) {
    return new ReinforceOptions(hidden, activation, learningRate, count, updates, checkpointEvery);
  }

  public ReinforceOptions withUpdates(int count) {
    return new ReinforceOptions(hidden, activation, learningRate, episodes, count, checkpointEvery);
  }

  public ReinforceOptions withCheckpointEvery(int count) {
    return new ReinforceOptions(hidden, activation, learningRate, episodes, updates, count);
  }

  private static void atLeast(String what, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(what + " expects at least " + least + ", got " + value);
    }
  }
}
