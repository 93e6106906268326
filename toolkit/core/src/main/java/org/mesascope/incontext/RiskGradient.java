package org.mesascope.incontext;

/** The gradient of the squared error on a block of prompts; one a thread. */
interface RiskGradient {

  /**
   * Adds to the gradient.
   *
   * @param maps B = QKᵀ and C = VP of each layer, {@code [layer][2][token][token]}
   * @param weight of one prompt, 1 over the batch
   * @param gradient over the maps, added to
   * @return the sum of squared errors
   */
  double add(PromptLanes block, int count, float[] maps, float weight, float[] gradient);

  static RiskGradient of(LinearAttentionShape shape, int lanes, int context) {
    return shape.layers() == 1
        ? new OneLayerGradient(shape, lanes, context)
        : new StackGradient(shape, lanes);
  }
}
