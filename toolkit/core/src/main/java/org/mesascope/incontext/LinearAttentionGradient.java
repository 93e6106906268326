package org.mesascope.incontext;

import java.util.Arrays;
import org.mesascope.task.Prompts;

/**
 * The mean squared error of linear self-attention on given prompts, and its exact gradient over all
 * weights Q, K, V, P, in single precision. {@link LinearAttentionTraining} takes the same path over
 * fresh prompts. Nothing is allocated by a call; the bits are the same on any number of threads.
 *
 * <p>Cost a prompt: O(N d + d²) for one layer, O(N d² + layers · d³) for more.
 */
public final class LinearAttentionGradient implements AutoCloseable {

  private final LinearAttentionShape shape;
  private final BatchGradient batch;

  /**
   * The loss on those prompts.
   *
   * @param prompts at least one, with at least one example, of the shape's dimension; copied
   * @param threads at least 1
   */
  public LinearAttentionGradient(LinearAttentionShape shape, Prompts prompts, int threads) {
    if (prompts.count() < 1 || prompts.context() < 1 || prompts.dimension() != shape.dimension()) {
      throw new IllegalArgumentException(
          "a gradient expects at least 1 prompt of at least 1 example in %d dimensions, got %d of %d in %d"
              .formatted(
                  shape.dimension(), prompts.count(), prompts.context(), prompts.dimension()));
    }
    int lanes = BatchGradient.LANES;
    PromptLanes[] blocks = new PromptLanes[BatchGradient.blocks(prompts.count())];
    for (int i = 0; i < blocks.length; i++) {
      int count = Math.min(lanes, prompts.count() - i * lanes);
      blocks[i] = new PromptLanes(prompts.context(), prompts.dimension(), count);
      blocks[i].copy(prompts, i * lanes, count);
    }
    this.shape = shape;
    this.batch =
        new BatchGradient(
            shape,
            prompts.context(),
            prompts.count(),
            threads,
            () -> (index, count) -> blocks[index]);
  }

  /**
   * Writes the gradient at those weights.
   *
   * @param weights {@code [layer][Q, K, V, P][token][token]}
   * @param gradient as long; overwritten
   * @return the mean squared error; not finite where the weights are too large
   */
  public double at(float[] weights, float[] gradient) {
    if (weights.length != shape.weights() || gradient.length != shape.weights()) {
      throw new IllegalArgumentException(
          "%s expects %d weights and as many derivatives, got arrays of %s"
              .formatted(
                  shape,
                  shape.weights(),
                  Arrays.toString(new int[] {weights.length, gradient.length})));
    }
    return batch.of(weights, gradient);
  }

  /** Ends its threads. */
  @Override
  public void close() {
    batch.close();
  }
}
