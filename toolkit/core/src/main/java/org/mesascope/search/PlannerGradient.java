package org.mesascope.search;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The mean cross-entropy of a batch and its gradient, the batch split into blocks of a fixed size:
 * blocks go over the common pool and are added in order, so the bits do not depend on its threads.
 * Keeps 1.5 MB a tick for every 32 mazes of 8 × 8, from call to call.
 */
public final class PlannerGradient {

  /** Mazes a block. */
  static final int BLOCK = 32;

  private final int size;
  private final PlannerPass[] blocks;
  private final Convolution recurrent;
  private final float[] gradient = new float[RecurrentCell.WEIGHTS];

  /**
   * Makes room for batches of one shape.
   *
   * @param side cells along an edge
   * @param size mazes in a batch
   * @param ticks the most that will be asked for
   */
  public PlannerGradient(int side, int size, int ticks) {
    this.size = size;
    blocks = new PlannerPass[(size + BLOCK - 1) / BLOCK];
    Arrays.setAll(blocks, b -> new PlannerPass(side, Math.min(BLOCK, size - b * BLOCK), ticks));
    recurrent = new RecurrentCell(side, 1).recurrent;
  }

  /**
   * The gradient of the last {@link #of}, in the order of {@link RecurrentPlanner#weights}. Not
   * copied, and overwritten by the next.
   */
  public float[] gradient() {
    return gradient;
  }

  /**
   * The loss after so many ticks: the cross-entropy to the optimal moves, averaged over labelled
   * cells.
   *
   * @param weights as {@link RecurrentPlanner#weights}
   * @throws IllegalArgumentException if the batch has another size or no cell has a label
   */
  public double of(float[] weights, MazeBatch batch, int ticks) {
    if (batch.size() != size) {
      throw new IllegalArgumentException(
          "%d mazes were asked of the source, got %d".formatted(size, batch.size()));
    }
    int labelled = labelled(batch);
    if (labelled == 0) {
      throw new IllegalArgumentException(
          "%d mazes have no labelled cell: nothing can be learned from them".formatted(size));
    }
    float[] mirrored = recurrent.mirrored(weights, RecurrentCell.RECURRENT_AT);
    double[] losses = new double[blocks.length];
    IntStream.range(0, blocks.length)
        .parallel()
        .forEach(
            b ->
                losses[b] =
                    blocks[b].run(weights, mirrored, batch, b * BLOCK, ticks, 1f / labelled));
    Arrays.fill(gradient, 0);
    double loss = 0;
    for (int b = 0; b < blocks.length; b++) {
      loss += losses[b];
      float[] part = blocks[b].gradient();
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += part[i];
      }
    }
    return loss;
  }

  private static int labelled(MazeBatch batch) {
    float[] moves = batch.moves();
    int size = batch.size();
    int count = 0;
    for (int at = 0; at < moves.length; at += MazeBatch.MOVES * size) {
      for (int maze = at; maze < at + size; maze++) {
        float sum = 0;
        for (int move = 0; move < MazeBatch.MOVES; move++) {
          sum += moves[maze + move * size];
        }
        if (sum > 0) {
          count++;
        }
      }
    }
    return count;
  }
}
