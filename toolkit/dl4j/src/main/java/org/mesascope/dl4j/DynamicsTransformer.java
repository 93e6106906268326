package org.mesascope.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import org.mesascope.incontext.SequenceModel;
import org.mesascope.stats.Seed;
import org.mesascope.task.Sequences;
import org.mesascope.train.InnerState;

/**
 * A causal transformer that predicts the next state of a sequence (von Oswald et al. 2023). Frozen
 * and thread-safe; single precision.
 *
 * <p>Token t is (sₜ₋₁, sₜ), with 0 before the first: the paper's constructed tokens, which spare
 * the layer that would copy the state before.
 *
 * <p>As an {@link InnerState} a tick is a layer, and the state after it is the residual stream,
 * {@code [count][length − 1][width]}.
 */
public final class DynamicsTransformer implements SequenceModel, InnerState<Sequences, double[]> {

  private final int dimension;
  private final TokenNetwork network;

  DynamicsTransformer(int dimension, TransformerOptions options, float[] weights) {
    this.dimension = dimension;
    this.network = new TokenNetwork(options, places(dimension, options), weights);
  }

  /** With its first, random weights: the untrained control. */
  public static DynamicsTransformer untrained(
      int dimension, TransformerOptions options, Seed seed) {
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "a transformer's states expect at least 1 dimension, got " + dimension);
    }
    return new DynamicsTransformer(dimension, options, places(dimension, options).initial(seed));
  }

  static TransformerWeights places(int dimension, TransformerOptions options) {
    return TransformerWeights.of(options, 2 * dimension, dimension);
  }

  /** Its architecture. */
  public TransformerOptions options() {
    return network.options();
  }

  /** How many coordinates its states have. */
  public int dimension() {
    return dimension;
  }

  /** All its weights; a copy. */
  public float[] weights() {
    return network.weights().clone();
  }

  @Override
  public String name() {
    int layers = options().layers();
    return "dynamics transformer, %d %s".formatted(layers, layers == 1 ? "layer" : "layers");
  }

  /**
   * @throws IllegalArgumentException where sequences are longer than allowed or states have another
   *     dimension
   */
  @Override
  public double[] predict(Sequences sequences) {
    return wide(network.readout(layout(sequences), tokens(sequences)));
  }

  /** All sequences at once, in one state. */
  @Override
  public double[] run(Sequences sequences, int layers, StateEdit edit) {
    return wide(network.run(layout(sequences), tokens(sequences), layers, edit));
  }

  /** Writes the model to a file, whole or not at all. */
  public void save(Path file) throws IOException {
    TransformerFile.write(file, TransformerFile.Kind.DYNAMICS, dimension, network);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws IOException if the file is missing, or of another kind or version
   */
  public static DynamicsTransformer load(Path file) throws IOException {
    TransformerFile read = TransformerFile.read(file, TransformerFile.Kind.DYNAMICS);
    return new DynamicsTransformer(read.dimension(), read.options(), read.weights());
  }

  /** {@code [count][length − 1][2d]}. */
  static float[] tokens(Sequences sequences) {
    int d = sequences.dimension();
    int length = sequences.length() - 1;
    float[] tokens = new float[sequences.count() * length * 2 * d];
    for (int i = 0; i < sequences.count() * length; i++) {
      int state = (i / length * sequences.length() + i % length) * d;
      for (int k = 0; k < d; k++) {
        tokens[i * 2 * d + k] = i % length == 0 ? 0 : (float) sequences.states()[state - d + k];
        tokens[i * 2 * d + d + k] = (float) sequences.states()[state + k];
      }
    }
    return tokens;
  }

  /** The next states, {@code [count][length − 1][d]}. */
  static float[] targets(Sequences sequences) {
    int d = sequences.dimension();
    int row = (sequences.length() - 1) * d;
    float[] targets = new float[sequences.count() * row];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = (float) sequences.states()[i / row * (row + d) + d + i % row];
    }
    return targets;
  }

  private TokenLayout layout(Sequences sequences) {
    if (sequences.dimension() != dimension) {
      throw new IllegalArgumentException(
          "this transformer expects states of %d dimensions, got %d"
              .formatted(dimension, sequences.dimension()));
    }
    if (sequences.length() - 1 > options().maxContext()) {
      throw new IllegalArgumentException(
          "this transformer predicts from at most %d states, got %d: set maxContext before training"
              .formatted(options().maxContext(), sequences.length() - 1));
    }
    return new TokenLayout.Causal(sequences.length() - 1);
  }

  private static double[] wide(float[] values) {
    double[] all = new double[values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[i];
    }
    return all;
  }
}
