package org.mesascope.incontext;

/**
 * What a stack of linear self-attention layers looks like.
 *
 * @param dimension of an input, d; a token is an input and its label, d + 1 numbers
 * @param layers how often attention is applied, at least 1
 * @param looped whether all layers share their weights
 * @param queryAttended whether the query's own token is among the keys. With more than one layer it
 *     carries the prediction so far in its label, and gradient descent is expressed exactly only
 *     without it.
 */
public record LinearAttentionShape(
    int dimension, int layers, boolean looped, boolean queryAttended) {

  /** Fails where there is no dimension or no layer. */
  public LinearAttentionShape {
    if (dimension < 1 || layers < 1) {
      throw new IllegalArgumentException(
          "linear self-attention expects at least 1 input dimension and 1 layer, got %d and %d"
              .formatted(dimension, layers));
    }
  }

  /** One layer in which every token attends to every token, the query's own included. */
  public static LinearAttentionShape oneLayer(int dimension) {
    return new LinearAttentionShape(dimension, 1, false, true);
  }

  /** Layers with weights of their own, in which tokens attend to the examples. */
  public static LinearAttentionShape stack(int dimension, int layers) {
    return new LinearAttentionShape(dimension, layers, false, false);
  }

  /** One layer's weights applied again and again; tokens attend to the examples. */
  public static LinearAttentionShape looped(int dimension, int layers) {
    return new LinearAttentionShape(dimension, layers, true, false);
  }

  /** Numbers in a token, d + 1. */
  public int token() {
    return dimension + 1;
  }

  /** Layers with weights of their own. */
  public int distinctLayers() {
    return looped ? 1 : layers;
  }

  /** How many weights: Q, K, V and P of each distinct layer. */
  public int weights() {
    return distinctLayers() * 4 * token() * token();
  }
}
