package org.mesascope.dl4j;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.nd4j.linalg.activations.Activation;

/**
 * How {@link AssistantTraining} trains.
 *
 * @param hidden widths of the hidden layers, each at least 1
 * @param activation of the hidden layers
 * @param learningRate step size of Adam, finite and above 0
 * @param temperature τ of the entropy bonus, above 0, in units of the score
 * @param batch fresh cases a step, at least 1
 * @param steps how many updates, at least 1
 * @param checkpoints after how many steps the assistant is kept; the last is always
 */
public record AssistantTrainingOptions(
    List<Integer> hidden,
    Activation activation,
    double learningRate,
    double temperature,
    int batch,
    int steps,
    SortedSet<Integer> checkpoints) {

  /** Fails where a number is out of its range. */
  public AssistantTrainingOptions {
    hidden = List.copyOf(hidden);
    checkpoints = Collections.unmodifiableSortedSet(new TreeSet<>(checkpoints));
    Objects.requireNonNull(activation, "activation");
    Ranges.network(hidden, learningRate);
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException(
          "temperature expects a finite number above 0, got " + temperature);
    }
    Ranges.atLeast("batch", 1, batch);
    Ranges.atLeast("steps", 1, steps);
  }

  /**
   * One hidden layer of 16 tanh units, 200 steps of .02 on 64 cases, τ = .25; checkpoints close
   * together at first, where most is learnt.
   */
  public static AssistantTrainingOptions defaults() {
    return new AssistantTrainingOptions(
        List.of(16),
        Activation.TANH,
        .02,
        .25,
        64,
        200,
        new TreeSet<>(List.of(0, 5, 10, 20, 40, 80)));
  }

  public AssistantTrainingOptions withHidden(Integer... value) {
    return new AssistantTrainingOptions(
        List.of(value), activation, learningRate, temperature, batch, steps, checkpoints);
  }

  public AssistantTrainingOptions withLearningRate(double value) {
    return new AssistantTrainingOptions(
        hidden, activation, value, temperature, batch, steps, checkpoints);
  }

  public AssistantTrainingOptions withTemperature(double value) {
    return new AssistantTrainingOptions(
        hidden, activation, learningRate, value, batch, steps, checkpoints);
  }

  public AssistantTrainingOptions withBatch(int value) {
    return new AssistantTrainingOptions(
        hidden, activation, learningRate, temperature, value, steps, checkpoints);
  }

  public AssistantTrainingOptions withSteps(int value) {
    return new AssistantTrainingOptions(
        hidden, activation, learningRate, temperature, batch, value, checkpoints);
  }
}
