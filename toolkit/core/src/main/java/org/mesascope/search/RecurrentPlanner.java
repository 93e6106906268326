package org.mesascope.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.mesascope.stats.Seed;
import org.mesascope.train.InnerState;

/**
 * A weight-tied convolutional network that thinks for as many ticks as it is given, on mazes of any
 * side:
 *
 * <pre>
 * drive  = W_d ∗ planes + b            3 × 3, 5 → 64; added at every tick (input recall)
 * z, c   = σ, tanh (drive + W_r ∗ h)   3 × 3, 32 → 64, no bias
 * h      ← (1 − z) h + z c             from h = 0
 * logits = W_o h + b_o                 1 × 1, 32 → 4 moves
 * </pre>
 *
 * The gated form of Bansal et al. 2022 (recall, depth by repetition), with one gate instead of
 * residual blocks. A tick costs 18,432 multiply-adds a cell. Rows of cells go over the common pool;
 * the bits do not depend on its threads.
 *
 * @param weights {@link #WEIGHTS} finite numbers: W_d {@code [row][column][5][64]}, b {@code [64]},
 *     W_r {@code [row][column][32][64]}, W_o {@code [4][32]}, b_o {@code [4]}, the first half of
 *     each 64 for z, the second for c; not copied
 */
public record RecurrentPlanner(float[] weights) implements InnerState<MazeBatch, float[]> {

  /** Channels of the hidden state. */
  public static final int CHANNELS = 32;

  /** How many weights there are. */
  public static final int WEIGHTS = RecurrentCell.WEIGHTS;

  /** Fails on another number of weights and on weights that are not finite. */
  public RecurrentPlanner {
    if (weights.length != WEIGHTS) {
      throw new IllegalArgumentException(
          "a recurrent planner expects %d weights, got %d".formatted(WEIGHTS, weights.length));
    }
    for (int i = 0; i < WEIGHTS; i++) {
      if (!Float.isFinite(weights[i])) {
        throw new IllegalArgumentException(
            "weight %d of a recurrent planner expects a finite number, got %s"
                .formatted(i, weights[i]));
      }
    }
  }

  /** Weights and biases uniform in ±1/√(inputs of a unit), W_r's inputs counted alone. */
  public static RecurrentPlanner untrained(Seed seed) {
    RandomGenerator random = seed.random();
    float[] weights = new float[WEIGHTS];
    uniform(weights, 0, RecurrentCell.RECURRENT_AT, 9 * MazeBatch.CHANNELS, random);
    uniform(weights, RecurrentCell.RECURRENT_AT, RecurrentCell.OUT_AT, 9 * CHANNELS, random);
    uniform(weights, RecurrentCell.OUT_AT, WEIGHTS, CHANNELS, random);
    return new RecurrentPlanner(weights);
  }

  private static void uniform(
      float[] weights, int from, int to, int inputs, RandomGenerator random) {
    float bound = (float) (1 / Math.sqrt(inputs));
    for (int i = from; i < to; i++) {
      weights[i] = random.nextFloat(-bound, bound);
    }
  }

  /**
   * Logits of the moves after so many ticks.
   *
   * @return {@code [cell][move][maze]}
   */
  public float[] moves(MazeBatch mazes, int ticks) {
    return run(mazes, ticks, StateEdit.NONE);
  }

  /**
   * As {@link #moves}, with the state in sight.
   *
   * @param edit sees {@code [cell][channel][maze]}, {@link #CHANNELS} channels, after every tick
   * @throws CancellationException if the thread was interrupted
   */
  @Override
  public float[] run(MazeBatch mazes, int ticks, StateEdit edit) {
    requireTicks(ticks);
    RecurrentCell cell = new RecurrentCell(mazes.side(), mazes.size());
    float[] drive = cell.driveBias(weights);
    rows(cell, row -> cell.driveRow(row, weights, mazes.planes(), drive));
    float[] gates = new float[drive.length];
    float[] state = new float[cell.length(CHANNELS)];
    float[] next = new float[state.length];
    for (int tick = 1; tick <= ticks; tick++) {
      float[] before = state;
      float[] after = next;
      boolean first = tick == 1;
      rows(cell, row -> cell.tickRow(row, first, weights, drive, before, gates, after));
      edit.edit(tick, after);
      state = after;
      next = before;
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the planner was interrupted after tick " + tick);
      }
    }
    float[] logits = cell.outBias(weights);
    float[] last = state;
    rows(cell, row -> cell.outRow(row, weights, last, logits));
    return logits;
  }

  /**
   * Logits of the moves that a state stands for: what the planner would answer if it stopped there.
   *
   * @param state {@code [cell][channel][maze]}
   * @return {@code [cell][move][maze]}
   */
  public float[] read(MazeBatch mazes, float[] state) {
    RecurrentCell cell = new RecurrentCell(mazes.side(), mazes.size());
    if (state.length != cell.length(CHANNELS)) {
      throw new IllegalArgumentException(
          "a state of %d mazes of %d by %d expects %d numbers, got %d"
              .formatted(
                  mazes.size(), mazes.side(), mazes.side(), cell.length(CHANNELS), state.length));
    }
    float[] logits = cell.outBias(weights);
    rows(cell, row -> cell.outRow(row, weights, state, logits));
    return logits;
  }

  static void requireTicks(int ticks) {
    if (ticks < 1) {
      throw new IllegalArgumentException("a planner expects at least 1 tick, got " + ticks);
    }
  }

  private static void rows(RecurrentCell cell, IntConsumer work) {
    IntStream.range(0, cell.side).parallel().forEach(work);
  }

  /**
   * Saves the weights as JSON, about 115 KB, whole or not at all.
   *
   * @throws IOException if the file cannot be written
   */
  public void save(Path file) throws IOException {
    PlannerFile.save(this, file);
  }

  /**
   * Loads the weights of a planner.
   *
   * @throws IOException if the file cannot be read or is no recurrent planner of this version,
   *     naming what is wrong in it
   */
  public static RecurrentPlanner load(Path file) throws IOException {
    return PlannerFile.load(file);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecurrentPlanner that && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return "recurrent planner, %d channels, %d weights".formatted(CHANNELS, WEIGHTS);
  }
}
