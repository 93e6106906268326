package org.mesascope.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import org.mesascope.incontext.InContextModel;
import org.mesascope.stats.Seed;
import org.mesascope.task.Prompts;
import org.mesascope.train.InnerState;

/**
 * A transformer that does regression in context (Garg et al. 2022; von Oswald et al. 2022). Frozen
 * and thread-safe; single precision.
 *
 * <p>A prompt of N examples is N + 1 tokens: (xᵢ, yᵢ, 1) for an example and (x_q, 0, 0) for the
 * query, embedded linearly. The query sees all examples and itself. Departure from Garg et al. and
 * Raventós et al.: input and label share a token, so no layer is spent on joining them, and without
 * causal masking and positions the prediction does not depend on the order of the examples.
 *
 * <p>As an {@link InnerState} a tick is a layer, and the state after it is the residual stream,
 * {@code [count][context + 1][width]}, the query's token last; thinking time below the number of
 * layers reads the answer out early.
 */
public final class Transformer implements InContextModel, InnerState<Prompts, double[]> {

  private final int dimension;
  private final TokenNetwork network;

  Transformer(int dimension, TransformerOptions options, float[] weights) {
    this.dimension = dimension;
    this.network = new TokenNetwork(options, places(dimension, options), weights);
  }

  /** With its first, random weights: the untrained control. */
  public static Transformer untrained(int dimension, TransformerOptions options, Seed seed) {
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "a transformer's inputs expect at least 1 dimension, got " + dimension);
    }
    return new Transformer(dimension, options, places(dimension, options).initial(seed));
  }

  static TransformerWeights places(int dimension, TransformerOptions options) {
    return TransformerWeights.of(options, dimension + 2, 1);
  }

  /** Its architecture. */
  public TransformerOptions options() {
    return network.options();
  }

  /** How many coordinates its inputs have. */
  public int dimension() {
    return dimension;
  }

  /** All its weights; a copy. */
  public float[] weights() {
    return network.weights().clone();
  }

  @Override
  public String name() {
    TransformerOptions o = options();
    String kind = o.attention() == AttentionKind.SOFTMAX ? "transformer" : "linear transformer";
    return "%s, %d %s".formatted(kind, o.layers(), o.layers() == 1 ? "layer" : "layers");
  }

  @Override
  public String expressivity() {
    TransformerOptions o = options();
    return o.layers() == 1 && o.attention() == AttentionKind.LINEAR
        ? "one layer of linear attention can express little but a preconditioned step"
        : "";
  }

  @Override
  public int longestContext() {
    return options().maxContext();
  }

  /**
   * @throws IllegalArgumentException where the context is longer than allowed or inputs have
   *     another dimension
   */
  @Override
  public double[] predict(Prompts prompts) {
    TokenLayout layout = layout(prompts);
    return answers(layout, network.readout(layout, PromptTokens.of(prompts, false)));
  }

  @Override
  public double[] sensitivity(Prompts prompts) {
    TokenLayout layout = layout(prompts);
    float[] gradient = network.sensitivity(layout, PromptTokens.of(prompts, false));
    double[] own = new double[prompts.count() * dimension];
    for (int p = 0; p < prompts.count(); p++) {
      int query = ((p + 1) * layout.length() - 1) * (dimension + 2);
      for (int k = 0; k < dimension; k++) {
        own[p * dimension + k] = gradient[query + k];
      }
    }
    return own;
  }

  /** All prompts at once, in one state. */
  @Override
  public double[] run(Prompts prompts, int layers, StateEdit edit) {
    TokenLayout layout = layout(prompts);
    return answers(layout, network.run(layout, PromptTokens.of(prompts, false), layers, edit));
  }

  /** Writes the model to a file, whole or not at all. */
  public void save(Path file) throws IOException {
    TransformerFile.write(file, TransformerFile.Kind.REGRESSION, dimension, network);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws IOException if the file is missing, or of another kind or version
   */
  public static Transformer load(Path file) throws IOException {
    TransformerFile read = TransformerFile.read(file, TransformerFile.Kind.REGRESSION);
    return new Transformer(read.dimension(), read.options(), read.weights());
  }

  private TokenLayout layout(Prompts prompts) {
    if (prompts.dimension() != dimension) {
      throw new IllegalArgumentException(
          "this transformer expects inputs of %d dimensions, got %d"
              .formatted(dimension, prompts.dimension()));
    }
    if (prompts.context() > options().maxContext()) {
      throw new IllegalArgumentException(
          "this transformer takes at most %d examples, got %d: set maxContext before training"
              .formatted(options().maxContext(), prompts.context()));
    }
    return new TokenLayout.Prompt(prompts.context(), 1, options().causal());
  }

  private static double[] answers(TokenLayout layout, float[] readout) {
    double[] answers = new double[readout.length / layout.length()];
    for (int p = 0; p < answers.length; p++) {
      answers[p] = readout[(p + 1) * layout.length() - 1];
    }
    return answers;
  }
}
