package org.mesascope.dl4j;

import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.activations.Activation;

/**
 * How {@link BehaviourCloning} trains.
 *
 * @param hidden widths of the hidden layers, each at least 1; none makes the logits linear
 * @param activation of the hidden layers
 * @param learningRate step size of Adam, finite and above 0
 * @param batch how many situations a step sees, at least 1; all where there are no more
 * @param epochs most passes over the training traces, at least 1
 * @param patience how many passes without a better validation likelihood end the training, at least
 *     1
 * @param validation share of the traces that decide when to stop
 * @param test share of the traces that judge; in (0, 1), like {@code validation}, with a sum below
 *     1
 */
public record CloningOptions(
    List<Integer> hidden,
    Activation activation,
    double learningRate,
    int batch,
    int epochs,
    int patience,
    double validation,
    double test) {

  /** Fails where a number is out of its range. */
  public CloningOptions {
    hidden = List.copyOf(hidden);
    Objects.requireNonNull(activation, "activation");
    Ranges.network(hidden, learningRate);
    Ranges.atLeast("batch", 1, batch);
    Ranges.atLeast("epochs", 1, epochs);
    Ranges.atLeast("patience", 1, patience);
    TraceSplit.requireShares(validation, test);
  }

  /**
   * One hidden layer of 32 tanh units, steps of .01 on up to 1,024 situations, at most 1,000 passes
   * and 50 without progress, a fifth of the traces to stop by and a fifth to judge by.
   */
  public static CloningOptions defaults() {
    return new CloningOptions(List.of(32), Activation.TANH, .01, 1024, 1000, 50, .2, .2);
  }

  public CloningOptions withHidden(Integer... value) {
    return new CloningOptions(
        List.of(value), activation, learningRate, batch, epochs, patience, validation, test);
  }

  public CloningOptions withActivation(Activation value) {
    return new CloningOptions(
        hidden, value, learningRate, batch, epochs, patience, validation, test);
  }

  public CloningOptions withLearningRate(double value) {
    return new CloningOptions(hidden, activation, value, batch, epochs, patience, validation, test);
  }

  public CloningOptions withBatch(int value) {
    return new CloningOptions(
        hidden, activation, learningRate, value, epochs, patience, validation, test);
  }

  public CloningOptions withEpochs(int value) {
    return new CloningOptions(
        hidden, activation, learningRate, batch, value, patience, validation, test);
  }

  public CloningOptions withPatience(int value) {
    return new CloningOptions(
        hidden, activation, learningRate, batch, epochs, value, validation, test);
  }

  /** With other shares of the traces to stop by and to judge by. */
  public CloningOptions withSplit(double validationShare, double testShare) {
    return new CloningOptions(
        hidden, activation, learningRate, batch, epochs, patience, validationShare, testShare);
  }
}
