package org.mesascope.incontext;

import java.util.Arrays;
import java.util.function.Supplier;
import org.mesascope.numeric.ThreadTeam;

/**
 * The mean squared error over a batch of prompts and its gradient over the weights. The batch is
 * cut into blocks, each summed on its own and then in the blocks' order, so the bits are the same
 * on any number of threads. Nothing is allocated after construction.
 */
final class BatchGradient implements AutoCloseable {

  /** Prompts in a block. */
  static final int LANES = 256;

  /** Fills a block: the prompts of that index. */
  @FunctionalInterface
  interface Source {
    PromptLanes block(int index, int count);
  }

  private final LinearAttentionShape shape;
  private final int batch;
  private final float[] maps;
  private final float[] dMaps;
  private final float[][] parts;
  private final double[] losses;
  private final ThreadTeam team;

  /**
   * @param sources makes each thread's source of prompts
   */
  BatchGradient(
      LinearAttentionShape shape,
      int context,
      int batch,
      int threads,
      Supplier<? extends Source> sources) {
    this.shape = shape;
    this.batch = batch;
    int blocks = blocks(batch);
    int size = shape.weights() / 2;
    maps = new float[size];
    dMaps = new float[size];
    parts = new float[blocks][size];
    losses = new double[blocks];
    team =
        new ThreadTeam(
            threads,
            blocks,
            member -> {
              RiskGradient gradient = RiskGradient.of(shape, Math.min(batch, LANES), context);
              Source source = sources.get();
              return index -> block(gradient, source, index);
            });
  }

  /** How many blocks a batch is cut into. */
  static int blocks(int batch) {
    return (batch + LANES - 1) / LANES;
  }

  private void block(RiskGradient gradient, Source source, int index) {
    int count = Math.min(LANES, batch - index * LANES);
    Arrays.fill(parts[index], 0);
    losses[index] = gradient.add(source.block(index, count), count, maps, 1f / batch, parts[index]);
  }

  /**
   * Writes the gradient over the weights.
   *
   * @return the mean squared error
   */
  double of(float[] weights, float[] gradient) {
    AttentionMaps.of(shape, weights, maps);
    team.run();
    Arrays.fill(dMaps, 0);
    double loss = 0;
    for (int p = 0; p < parts.length; p++) {
      loss += losses[p];
      for (int i = 0; i < dMaps.length; i++) {
        dMaps[i] += parts[p][i];
      }
    }
    AttentionMaps.back(shape, weights, dMaps, gradient);
    return loss / batch;
  }

  @Override
  public void close() {
    team.close();
  }
}
