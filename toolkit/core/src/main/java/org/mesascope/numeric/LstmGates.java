package org.mesascope.numeric;

/**
 * The elementwise part of an LSTM cell (Hochreiter and Schmidhuber 1997, with the forget gate of
 * Gers et al. 2000) over a batch, forward and backward.
 *
 * <p>A cell's four gates lie in one array {@code [4 * units][batch]}: input i, forget f and output
 * o (sigmoid), then the candidate u (tanh). c′ = f c + i u and h = o tanh c′. With and without the
 * Vector API the bits are the same.
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
    Loops.FASTEST.lstmForward(count, gates, before, after, squashed, output, outputAt);
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
    Loops.FASTEST.lstmBackward(count, gates, before, squashed, output, outputAt, cell, slopes);
  }
}
