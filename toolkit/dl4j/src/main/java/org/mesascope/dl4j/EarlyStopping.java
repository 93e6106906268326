package org.mesascope.dl4j;

import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Keeps the weights that did best on validation traces, and says when to stop looking. */
final class EarlyStopping {

  private final MultiLayerNetwork network;
  private final int patience;
  private final double[] curve;
  private INDArray weights;
  private double score = Double.NEGATIVE_INFINITY;
  private int best;
  private int length;

  /**
   * For a network in training.
   *
   * @param patience how many rounds without a better score are granted
   * @param most how many rounds there are
   */
  EarlyStopping(MultiLayerNetwork network, int patience, int most) {
    this.network = network;
    this.patience = patience;
    curve = new double[most + 1];
    weights = network.params().dup();
  }

  /** Notes the score after so many rounds, each once and in order; whether to go on. */
  boolean goOn(double validation) {
    curve[length] = validation;
    if (validation > score) {
      score = validation;
      best = length;
      weights = network.params().dup();
    }
    length++;
    return !exhausted();
  }

  /** Whether patience has run out. */
  private boolean exhausted() {
    return length - 1 - best >= patience;
  }

  /** Gives the network its best weights back. */
  void restore() {
    network.params().assign(weights);
  }

  /** What is kept and why, in words. */
  String ending(String round) {
    return "kept as after %s %d of %d, the best on the validation traces%s"
        .formatted(
            round,
            best,
            length - 1,
            exhausted() ? "" : "; patience had not run out: more may do better");
  }

  /** All scores. */
  double[] curve() {
    return Arrays.copyOf(curve, length);
  }
}
