package org.mesascope.numeric;

/**
 * The elementwise part of an LSTM cell (Hochreiter and Schmidhuber 1997, with the forget gate of
 * Gers et al. 2000) over a batch, forward and backward.
 *
 * <p>A cell's four gates lie in one array {@code [4 * units][batch]}: input i, forget f and output
 * o (sigmoid), then the candidate u (tanh). c′ = f c + i u and h = o tanh c′.
 */
public final class LstmGates {

  private LstmGates() {}

  /**
   * From preactivations to the cell's output.
   *
   * @param count units × batch
   * @param gates preactivations, {@code 4 * count}; overwritten by the gates
   * @param before c, {@code count}
   * @param after filled with c′
   * @param squashed filled with tanh c′
   * @param output filled with h from {@code outputAt} on
   */
  public static void forward(
      int count,
      float[] gates,
      float[] before,
      float[] after,
      float[] squashed,
      float[] output,
      int outputAt) {
    Activations.sigmoid(gates, 0, gates, 0, 3 * count);
    Activations.tanh(gates, 3 * count, gates, 3 * count, count);
    for (int j = 0; j < count; j++) {
      after[j] = gates[count + j] * before[j] + gates[j] * gates[3 * count + j];
    }
    Activations.tanh(after, 0, squashed, 0, count);
    for (int j = 0; j < count; j++) {
      output[outputAt + j] = gates[2 * count + j] * squashed[j];
    }
  }

  /**
   * From the slope of the output to the slopes of the preactivations.
   *
   * @param count units × batch
   * @param gates as {@link #forward} left them
   * @param before c, as it was given
   * @param squashed as {@link #forward} left it
   * @param output slope of h, from {@code outputAt} on
   * @param cell slope of c′ from later steps; overwritten by the slope of c
   * @param slopes filled with the slopes of the preactivations, {@code 4 * count}
   */
  public static void backward(
      int count,
      float[] gates,
      float[] before,
      float[] squashed,
      float[] output,
      int outputAt,
      float[] cell,
      float[] slopes) {
    for (int j = 0; j < count; j++) {
      float i = gates[j];
      float f = gates[count + j];
      float o = gates[2 * count + j];
      float u = gates[3 * count + j];
      float h = output[outputAt + j];
      float s = squashed[j];
      float c = cell[j] + h * o * (1 - s * s);
      slopes[j] = c * u * i * (1 - i);
      slopes[count + j] = c * before[j] * f * (1 - f);
      slopes[2 * count + j] = h * s * o * (1 - o);
      slopes[3 * count + j] = c * i * (1 - u * u);
      cell[j] = c * f;
    }
  }
}
