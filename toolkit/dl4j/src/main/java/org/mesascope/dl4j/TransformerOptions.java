package org.mesascope.dl4j;

import java.util.Objects;

/**
 * The architecture of a {@link Transformer} or a {@link DynamicsTransformer}.
 *
 * @param layers at least 1
 * @param heads attention heads a layer; divides the width
 * @param width of the residual stream
 * @param hidden units of each layer's MLP block (ReLU), 0 for attention only
 * @param norm whether each block and the readout see a layer-normalised stream
 * @param attention how tokens are mixed
 * @param causal whether an example sees only the examples before it; a causal model is trained on
 *     every prefix of its prompts at once. Dynamics are always causal
 * @param positions whether tokens carry learned positions
 * @param maxContext the longest context, in examples (or states), that the model takes
 */
public record TransformerOptions(
    int layers,
    int heads,
    int width,
    int hidden,
    boolean norm,
    AttentionKind attention,
    boolean causal,
    boolean positions,
    int maxContext) {

  /** Fails where a number is out of its range, or the heads do not divide the width. */
  public TransformerOptions {
    Objects.requireNonNull(attention, "attention");
    if (layers < 1 || heads < 1 || width < 1 || hidden < 0 || maxContext < 1) {
      throw new IllegalArgumentException(
          "a transformer expects at least 1 layer, head, unit of width and example of context, and "
              + "no negative MLP, got %d, %d, %d, %d and %d"
                  .formatted(layers, heads, width, maxContext, hidden));
    }
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "a transformer's heads must divide its width, got %d heads and width %d"
              .formatted(heads, width));
    }
  }

  /**
   * Three layers of two softmax heads, width 32, MLPs of 64, causal, without layer norm and
   * positions, at most 40 examples.
   */
  public static TransformerOptions defaults() {
    return new TransformerOptions(3, 2, 32, 64, false, AttentionKind.SOFTMAX, true, false, 40);
  }

  public TransformerOptions withLayers(int value) {
    return new TransformerOptions(
        value, heads, width, hidden, norm, attention, causal, positions, maxContext);
  }

  public TransformerOptions withHeads(int value) {
    return new TransformerOptions(
        layers, value, width, hidden, norm, attention, causal, positions, maxContext);
  }

  public TransformerOptions withWidth(int value) {
    return new TransformerOptions(
        layers, heads, value, hidden, norm, attention, causal, positions, maxContext);
  }

  public TransformerOptions withHidden(int value) {
    return new TransformerOptions(
        layers, heads, width, value, norm, attention, causal, positions, maxContext);
  }

  public TransformerOptions withNorm(boolean value) {
    return new TransformerOptions(
        layers, heads, width, hidden, value, attention, causal, positions, maxContext);
  }

  public TransformerOptions withAttention(AttentionKind value) {
    return new TransformerOptions(
        layers, heads, width, hidden, norm, value, causal, positions, maxContext);
  }

  public TransformerOptions withCausal(boolean value) {
    return new TransformerOptions(
        layers, heads, width, hidden, norm, attention, value, positions, maxContext);
  }

  public TransformerOptions withPositions(boolean value) {
    return new TransformerOptions(
        layers, heads, width, hidden, norm, attention, causal, value, maxContext);
  }

  public TransformerOptions withMaxContext(int value) {
    return new TransformerOptions(
        layers, heads, width, hidden, norm, attention, causal, positions, value);
  }
}
