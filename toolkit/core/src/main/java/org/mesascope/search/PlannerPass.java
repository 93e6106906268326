package org.mesascope.search;

import java.util.Arrays;
import org.mesascope.numeric.Matrices;

/**
 * Forward and backward through every tick, for a few mazes: one thread's share of a training step.
 * Keeps its arrays from step to step.
 */
final class PlannerPass {

  private static final int C = RecurrentCell.STATE;
  private static final int G = RecurrentCell.GATES;
  private static final int MOVES = MazeBatch.MOVES;

  private final RecurrentCell cell;
  private final int size;
  private final float[] planes;
  private final float[] targets;
  private final float[][] states;
  private final float[][] gates;
  private final float[] delta;
  private final float[] deltaBefore;
  private final float[] deltaDrive;
  private final float[] deltaGates;
  private final float[] turned;
  private final float[] gradient = new float[RecurrentCell.WEIGHTS];

  /**
   * @param ticks the most that will be asked for
   */
  PlannerPass(int side, int size, int ticks) {
    cell = new RecurrentCell(side, size);
    this.size = size;
    planes = new float[cell.length(MazeBatch.CHANNELS)];
    targets = new float[cell.length(MOVES)];
    states = new float[ticks + 1][cell.length(C)];
    gates = new float[ticks][cell.length(G)];
    delta = new float[cell.length(C)];
    deltaBefore = new float[cell.length(C)];
    deltaDrive = new float[cell.length(G)];
    deltaGates = new float[cell.length(G)];
    turned = new float[cell.length(G)];
  }

  /** The gradient of the last {@link #run}. Not copied. */
  float[] gradient() {
    return gradient;
  }

  /**
   * Σ over labelled cells of the cross-entropy after so many ticks, times a weight; its gradient is
   * left in {@link #gradient}.
   *
   * @param mirrored W_r as {@link Convolution#mirrored} gives it
   * @param from the first of these mazes in the batch
   * @param weight of a labelled cell
   */
  double run(float[] w, float[] mirrored, MazeBatch batch, int from, int ticks, float weight) {
    copy(batch.planes(), batch.size(), from, planes);
    copy(batch.moves(), batch.size(), from, targets);
    forward(w, ticks);
    float[] logits = cell.outBias(w);
    for (int row = 0; row < cell.side; row++) {
      cell.outRow(row, w, states[ticks], logits);
    }
    double loss = crossEntropy(logits, targets, size, weight);
    Arrays.fill(gradient, 0);
    backThroughOutput(w, logits, states[ticks]);
    Arrays.fill(deltaDrive, 0);
    for (int tick = ticks; tick >= 1; tick--) {
      backThroughTick(mirrored, tick);
    }
    backThroughDrive();
    return loss;
  }

  private void copy(float[] all, int stride, int from, float[] part) {
    for (int i = 0; i < part.length / size; i++) {
      System.arraycopy(all, i * stride + from, part, i * size, size);
    }
  }

  private void forward(float[] w, int ticks) {
    float[] drive = cell.driveBias(w);
    for (int row = 0; row < cell.side; row++) {
      cell.driveRow(row, w, planes, drive);
    }
    for (int tick = 1; tick <= ticks; tick++) {
      for (int row = 0; row < cell.side; row++) {
        cell.tickRow(row, tick == 1, w, drive, states[tick - 1], gates[tick - 1], states[tick]);
      }
    }
  }

  /**
   * The weighted sum of −Σ p log softmax(logits) over labelled cells; logits become their gradient.
   */
  static double crossEntropy(float[] logits, float[] targets, int size, float weight) {
    double loss = 0;
    double[] share = new double[MOVES];
    for (int c = 0; c < logits.length / (MOVES * size); c++) {
      for (int maze = 0; maze < size; maze++) {
        int at = c * MOVES * size + maze;
        double labelled = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int move = 0; move < MOVES; move++) {
          labelled += targets[at + move * size];
          most = Math.max(most, logits[at + move * size]);
        }
        double total = 0;
        for (int move = 0; move < MOVES; move++) {
          share[move] = Math.exp(logits[at + move * size] - most);
          total += share[move];
        }
        double log = most + Math.log(total);
        for (int move = 0; move < MOVES; move++) {
          int i = at + move * size;
          loss += weight * targets[i] * (log - logits[i]);
          logits[i] = (float) (weight * (labelled * share[move] / total - targets[i]));
        }
      }
    }
    return loss;
  }

  private void backThroughOutput(float[] w, float[] deltaLogits, float[] state) {
    Arrays.fill(delta, 0);
    for (int c = 0; c < cell.side * cell.side; c++) {
      int logitsAt = c * MOVES * size;
      int stateAt = c * C * size;
      Matrices.transposedMultiplyAdd(
          MOVES, C, size, w, RecurrentCell.OUT_AT, deltaLogits, logitsAt, delta, stateAt);
      Matrices.transpose(C, size, state, stateAt, turned, 0);
      Matrices.stridedMultiplyAdd(
          MOVES,
          size,
          C,
          deltaLogits,
          logitsAt,
          size,
          1,
          turned,
          0,
          C,
          gradient,
          RecurrentCell.OUT_AT,
          C);
    }
    addOverBatch(deltaLogits, MOVES, RecurrentCell.OUT_BIAS_AT);
  }

  private void addOverBatch(float[] from, int channels, int biasAt) {
    for (int i = 0; i < from.length / size; i++) {
      float sum = 0;
      for (int maze = i * size; maze < (i + 1) * size; maze++) {
        sum += from[maze];
      }
      gradient[biasAt + i % channels] += sum;
    }
  }

  private void backThroughTick(float[] mirrored, int tick) {
    float[] before = states[tick - 1];
    int half = C * size;
    for (int c = 0; c < cell.side * cell.side; c++) {
      backThroughGates(half, c * half, before, gates[tick - 1]);
    }
    add(deltaGates, deltaDrive);
    if (tick == 1) {
      return;
    }
    turn(deltaGates);
    cell.recurrent.addGradient(before, turned, gradient, RecurrentCell.RECURRENT_AT);
    Convolution back = cell.recurrent.back();
    for (int row = 0; row < cell.side; row++) {
      back.addRow(row, mirrored, 0, deltaGates, deltaBefore);
    }
    System.arraycopy(deltaBefore, 0, delta, 0, delta.length);
  }

  /** From delta to the gradient before the nonlinearities and, through the leak, of the state. */
  private void backThroughGates(int half, int at, float[] before, float[] gate) {
    int gateAt = 2 * at;
    int candidateAt = gateAt + half;
    for (int i = 0; i < half; i++) {
      float d = delta[at + i];
      float z = gate[gateAt + i];
      float keep = 1 - z;
      float c = gate[candidateAt + i];
      deltaGates[gateAt + i] = d * (c - before[at + i]) * (z * keep);
      deltaBefore[at + i] = d * keep;
    }
    for (int i = 0; i < half; i++) {
      float c = gate[candidateAt + i];
      deltaGates[candidateAt + i] = delta[at + i] * gate[gateAt + i] * (1 - c * c);
    }
  }

  private static void add(float[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  private void turn(float[] channelsByMazes) {
    for (int c = 0; c < cell.side * cell.side; c++) {
      Matrices.transpose(G, size, channelsByMazes, c * G * size, turned, c * G * size);
    }
  }

  private void backThroughDrive() {
    turn(deltaDrive);
    cell.input.addGradient(planes, turned, gradient, RecurrentCell.DRIVE_AT);
    addOverBatch(deltaDrive, G, RecurrentCell.BIAS_AT);
  }
}
