package org.mesascope.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracles: the cell's definition in double precision, and finite differences of it. */
class LstmGatesTest {

  private static final double H = 1e-6;

  private final Random random = new Random(3);

  /** Counts around every vector and its rest. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 16, 33, 100})
  void bothImplementationsGiveTheSameBits(int count) {
    float[] before = numbers(count, 1);
    float[] gates = numbers(4 * count, 3);
    float[] output = numbers(count + 3, 1);
    float[] cell = numbers(count, 1);
    float[][] plain = through(new PlainLoops(), count, gates, before, output, cell);
    float[][] vector = through(VectorModule.loops(), count, gates, before, output, cell);
    assertThat(vector).isDeepEqualTo(plain);
  }

  /** Gates, c′, tanh c′, h; then the slopes of the preactivations and of c. */
  private static float[][] through(
      Loops loops, int count, float[] in, float[] before, float[] slope, float[] later) {
    float[] gates = in.clone();
    float[] after = new float[count];
    float[] squashed = new float[count];
    float[] output = new float[count + 3];
    loops.lstmForward(count, gates, before, after, squashed, output, 3);
    float[] cell = later.clone();
    float[] slopes = new float[4 * count];
    loops.lstmBackward(count, gates, before, squashed, slope, 3, cell, slopes);
    return new float[][] {gates, after, squashed, output, slopes, cell};
  }

  @Test
  void slopesAreThoseOfFiniteDifferences() {
    int count = 21;
    float[] before = numbers(count, 1);
    float[] in = numbers(4 * count, 2);
    float[] byOutput = numbers(count + 3, 1);
    float[] byCell = numbers(count, 1);
    float[][] found = through(Loops.FASTEST, count, in, before, byOutput, byCell);
    for (int j = 0; j < count; j++) {
      double[] x = {in[j], in[count + j], in[2 * count + j], in[3 * count + j], before[j]};
      double[] cell = cell(x);
      assertThat((double) found[1][j]).isCloseTo(cell[0], within(1e-6));
      assertThat((double) found[3][3 + j]).isCloseTo(cell[1], within(1e-6));
      for (int k = 0; k < 5; k++) {
        double[] up = x.clone();
        up[k] += H;
        double[] down = x.clone();
        down[k] -= H;
        double expected =
            (byCell[j] * (cell(up)[0] - cell(down)[0])
                    + byOutput[3 + j] * (cell(up)[1] - cell(down)[1]))
                / (2 * H);
        float slope = k < 4 ? found[4][k * count + j] : found[5][j];
        assertThat((double) slope).as("cell %d, input %d", j, k).isCloseTo(expected, within(2e-6));
      }
    }
  }

  /** c′ and h of preactivations (i, f, o, u) and c. */
  private static double[] cell(double[] x) {
    double after = sigmoid(x[1]) * x[4] + sigmoid(x[0]) * Math.tanh(x[3]);
    return new double[] {after, sigmoid(x[2]) * Math.tanh(after)};
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private float[] numbers(int count, double spread) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (spread * random.nextGaussian());
    }
    return values;
  }
}
