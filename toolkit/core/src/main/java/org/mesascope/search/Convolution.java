package org.mesascope.search;

import java.util.Arrays;
import org.mesascope.numeric.Matrices;

/**
 * A 3 × 3 convolution over the cells of a square, zero beyond its edges. Activations are {@code
 * [cell][channel][batch]}, weights {@code [row][column][in][out]} of the 3 × 3 window. The three
 * cells of a window's row lie side by side in memory, so one product handles them together.
 *
 * @param side cells along an edge
 * @param in channels that come
 * @param out channels that go
 * @param batch the innermost dimension
 */
record Convolution(int side, int in, int out, int batch) {

  /** y += w ∗ x for the cells of one row. */
  void addRow(int row, float[] w, int wAt, float[] x, float[] y) {
    for (int column = 0; column < side; column++) {
      int left = Math.max(0, column - 1);
      int width = Math.min(side - 1, column + 1) - left + 1;
      int yAt = (row * side + column) * out * batch;
      for (int from = Math.max(0, row - 1); from <= Math.min(side - 1, row + 1); from++) {
        int window = (from - row + 1) * 3 + left - column + 1;
        Matrices.stridedMultiplyAdd(
            out,
            width * in,
            batch,
            w,
            wAt + window * in * out,
            1,
            out,
            x,
            (from * side + left) * in * batch,
            batch,
            y,
            yAt,
            batch);
      }
    }
  }

  /**
   * dw += dy ⊗ x, summed over cells and batch.
   *
   * @param turned dy as {@code [cell][batch][out]}
   */
  void addGradient(float[] x, float[] turned, float[] dw, int wAt) {
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int left = Math.max(0, column - 1);
        int width = Math.min(side - 1, column + 1) - left + 1;
        for (int from = Math.max(0, row - 1); from <= Math.min(side - 1, row + 1); from++) {
          int window = (from - row + 1) * 3 + left - column + 1;
          Matrices.stridedMultiplyAdd(
              width * in,
              batch,
              out,
              x,
              (from * side + left) * in * batch,
              batch,
              1,
              turned,
              (row * side + column) * batch * out,
              out,
              dw,
              wAt + window * in * out,
              out);
        }
      }
    }
  }

  /** What flows back through this convolution: a convolution with {@link #mirrored} weights. */
  Convolution back() {
    return new Convolution(side, out, in, batch);
  }

  /** The weights of {@link #back}: the window turned by half a circle, in and out exchanged. */
  float[] mirrored(float[] w, int wAt) {
    float[] mirrored = new float[9 * in * out];
    for (int window = 0; window < 9; window++) {
      Matrices.transpose(in, out, w, wAt + window * in * out, mirrored, (8 - window) * in * out);
    }
    return mirrored;
  }

  /** The bias of every channel, over all cells and the batch. */
  float[] filled(float[] bias, int biasAt) {
    float[] y = new float[side * side * out * batch];
    for (int i = 0; i < side * side * out; i++) {
      Arrays.fill(y, i * batch, (i + 1) * batch, bias[biasAt + i % out]);
    }
    return y;
  }
}
