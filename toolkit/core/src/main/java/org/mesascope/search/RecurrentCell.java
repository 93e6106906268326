package org.mesascope.search;

import org.mesascope.numeric.Activations;
import org.mesascope.numeric.Matrices;

/**
 * The planner's arithmetic over mazes side by side, a row of cells at a time: rows of one step may
 * be computed in any order and on any thread.
 */
final class RecurrentCell {

  static final int STATE = RecurrentPlanner.CHANNELS;
  static final int GATES = 2 * STATE;
  static final int DRIVE_AT = 0;
  static final int BIAS_AT = 9 * MazeBatch.CHANNELS * GATES;
  static final int RECURRENT_AT = BIAS_AT + GATES;
  static final int OUT_AT = RECURRENT_AT + 9 * STATE * GATES;
  static final int OUT_BIAS_AT = OUT_AT + MazeBatch.MOVES * STATE;
  static final int WEIGHTS = OUT_BIAS_AT + MazeBatch.MOVES;

  final int side;
  final int batch;
  final Convolution input;
  final Convolution recurrent;

  RecurrentCell(int side, int batch) {
    this.side = side;
    this.batch = batch;
    input = new Convolution(side, MazeBatch.CHANNELS, GATES, batch);
    recurrent = new Convolution(side, STATE, GATES, batch);
  }

  /** Length of an array of so many channels. */
  int length(int channels) {
    return side * side * channels * batch;
  }

  /** drive += w ∗ planes; the bias is there before. */
  void driveRow(int row, float[] w, float[] planes, float[] drive) {
    input.addRow(row, w, DRIVE_AT, planes, drive);
  }

  /**
   * One tick: z, c = σ, tanh (drive + w ∗ before), after = before + z (c − before).
   *
   * @param first whether {@code before} is all zero
   * @param gates holds z and c afterwards
   */
  void tickRow(
      int row,
      boolean first,
      float[] w,
      float[] drive,
      float[] before,
      float[] gates,
      float[] after) {
    int perRow = side * GATES * batch;
    System.arraycopy(drive, row * perRow, gates, row * perRow, perRow);
    if (!first) {
      recurrent.addRow(row, w, RECURRENT_AT, before, gates);
    }
    int half = STATE * batch;
    for (int cell = row * side; cell < (row + 1) * side; cell++) {
      int at = cell * 2 * half;
      Activations.sigmoid(gates, at, gates, at, half);
      Activations.tanh(gates, at + half, gates, at + half, half);
      mix(half, gates, at, before, after, cell * half);
    }
  }

  private static void mix(int count, float[] gates, int at, float[] before, float[] after, int to) {
    int candidate = at + count;
    for (int i = 0; i < count; i++) {
      float h = before[to + i];
      after[to + i] = Math.fma(gates[at + i], gates[candidate + i] - h, h);
    }
  }

  /** logits += w · state; the bias is there before. */
  void outRow(int row, float[] w, float[] state, float[] logits) {
    for (int cell = row * side; cell < (row + 1) * side; cell++) {
      Matrices.multiplyAdd(
          MazeBatch.MOVES,
          STATE,
          batch,
          w,
          OUT_AT,
          state,
          cell * STATE * batch,
          logits,
          cell * MazeBatch.MOVES * batch);
    }
  }

  /** Logits with the bias alone. */
  float[] outBias(float[] w) {
    return new Convolution(side, STATE, MazeBatch.MOVES, batch).filled(w, OUT_BIAS_AT);
  }

  /** Drive with the bias alone. */
  float[] driveBias(float[] w) {
    return input.filled(w, BIAS_AT);
  }
}
