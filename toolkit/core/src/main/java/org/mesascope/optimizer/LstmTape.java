package org.mesascope.optimizer;

import java.util.Arrays;
import org.mesascope.numeric.LstmGates;
import org.mesascope.numeric.Matrices;

/**
 * The LSTM optimizer over a window, forward and backward.
 *
 * <p>Frame t holds, a row a unit, (1, second layer's output of step t − 1, first layer's output of
 * step t, the inputs of step t + 1, 1), so that what each layer multiplies its weights with is a
 * contiguous part: step t's first layer reads frame t − 1 from its own output on, its second layer
 * frame t up to the first's output. Slopes go back through one frame of the same form.
 */
final class LstmTape implements DifferentiableOptimizer.Tape {

  private static final float[] NONE = {};

  private final int units;
  private final int columns;
  private final int count;
  private final float outputScale;
  private final float magnitudes;
  private final float small;
  private final float inverseSmall;
  private final int secondAt;
  private final int readoutAt;

  /** Where the two layers' outputs and the inputs begin in a frame. */
  private final int second;

  private final int first;
  private final int inputs;

  private final float[][] frames;
  private final Layer below;
  private final Layer above;
  private final float[] slopes;
  private final float[] gateSlopes;
  private final float[] scaled;
  private float[] weights = NONE;

  /** Steps taken in this window, and those of them that were not gone back through. */
  private int step;

  private int ahead;

  /** One layer's gates and cells over the window; cells[t] is the state after step t. */
  private static final class Layer {
    private final float[][] gates;
    private final float[][] cells;
    private final float[][] squashed;
    private final float[] slope;

    Layer(int steps, int count) {
      gates = new float[steps][4 * count];
      cells = new float[steps + 1][count];
      squashed = new float[steps][count];
      slope = new float[count];
    }
  }

  LstmTape(LstmOptimizer optimizer, int columns, int steps) {
    units = optimizer.units();
    this.columns = columns;
    count = units * columns;
    outputScale = (float) optimizer.outputScale();
    magnitudes = (float) optimizer.magnitudes();
    small = (float) Math.exp(-optimizer.magnitudes());
    inverseSmall = (float) Math.exp(optimizer.magnitudes());
    secondAt = optimizer.secondAt();
    readoutAt = optimizer.readoutAt();
    second = columns;
    first = second + count;
    inputs = first + count;
    frames = new float[steps + 2][inputs + 3 * columns];
    for (float[] frame : frames) {
      Arrays.fill(frame, 0, columns, 1);
      Arrays.fill(frame, inputs + 2 * columns, frame.length, 1);
    }
    below = new Layer(steps, count);
    above = new Layer(steps, count);
    slopes = new float[inputs + 3 * columns];
    gateSlopes = new float[4 * count];
    scaled = new float[columns];
  }

  @Override
  public int stateSize() {
    return 4 * count;
  }

  @Override
  public void save(float[] to, int at) {
    System.arraycopy(frames[step], first, to, at, count);
    System.arraycopy(frames[step + 1], second, to, at + count, count);
    System.arraycopy(below.cells[step], 0, to, at + 2 * count, count);
    System.arraycopy(above.cells[step], 0, to, at + 3 * count, count);
  }

  @Override
  public void restore(float[] from, int at) {
    step = 0;
    System.arraycopy(from, at, frames[0], first, count);
    System.arraycopy(from, at + count, frames[1], second, count);
    System.arraycopy(from, at + 2 * count, below.cells[0], 0, count);
    System.arraycopy(from, at + 3 * count, above.cells[0], 0, count);
  }

  @Override
  public void reset() {
    step = 0;
    Arrays.fill(frames[0], first, first + count, 0);
    Arrays.fill(frames[1], second, second + count, 0);
    Arrays.fill(below.cells[0], 0);
    Arrays.fill(above.cells[0], 0);
  }

  @Override
  public void open(float[] outer) {
    weights = outer;
    if (step > 0) {
      System.arraycopy(frames[step], first, frames[0], first, count);
      System.arraycopy(frames[step + 1], second, frames[1], second, count);
      System.arraycopy(below.cells[step], 0, below.cells[0], 0, count);
      System.arraycopy(above.cells[step], 0, above.cells[0], 0, count);
      step = 0;
    }
    ahead = 0;
    Arrays.fill(slopes, 0);
    Arrays.fill(below.slope, 0);
    Arrays.fill(above.slope, 0);
  }

  @Override
  public void forward(float[] gradient, float[] update) {
    float[] before = frames[step];
    float[] now = frames[step + 1];
    float[] after = frames[step + 2];
    encode(gradient, before);
    layer(below, units + 3, 0, before, first, now, first);
    layer(above, 2 * units + 1, secondAt, now, 0, after, second);
    step++;
    ahead = step;
    Arrays.fill(scaled, 0);
    Matrices.multiplyAdd(1, units, columns, weights, readoutAt, after, second, scaled, 0);
    for (int b = 0; b < columns; b++) {
      update[b] = outputScale * scaled[b];
    }
  }

  private void layer(
      Layer layer, int inner, int weightsAt, float[] in, int inAt, float[] out, int outAt) {
    float[] gates = layer.gates[step];
    Arrays.fill(gates, 0);
    Matrices.multiplyAdd(4 * units, inner, columns, weights, weightsAt, in, inAt, gates, 0);
    LstmGates.forward(
        count, gates, layer.cells[step], layer.cells[step + 1], layer.squashed[step], out, outAt);
  }

  private void encode(float[] gradient, float[] frame) {
    int signs = inputs + columns;
    for (int b = 0; b < columns; b++) {
      float g = gradient[b];
      boolean large = Math.abs(g) >= small;
      frame[inputs + b] = large ? (float) Math.log(Math.abs(g)) / magnitudes : -1;
      frame[signs + b] = large ? Math.signum(g) : g * inverseSmall;
    }
  }

  @Override
  public void backward(float[] slope, float[] gradient) {
    for (int b = 0; b < columns; b++) {
      scaled[b] = outputScale * slope[b];
    }
    Matrices.outerAdd(1, units, columns, scaled, 0, frames[ahead + 1], second, gradient, readoutAt);
    Matrices.transposedMultiplyAdd(
        1, units, columns, weights, readoutAt, scaled, 0, slopes, second);
    ahead--;
    back(above, 2 * units + 1, secondAt, second, frames[ahead + 1], 0, gradient);
    back(below, units + 3, 0, first, frames[ahead], first, gradient);
  }

  /** What came into the layer's output goes on to its inputs, which lie from {@code inAt} on. */
  private void back(
      Layer layer, int inner, int weightsAt, int out, float[] in, int inAt, float[] gradient) {
    LstmGates.backward(
        count,
        layer.gates[ahead],
        layer.cells[ahead],
        layer.squashed[ahead],
        slopes,
        out,
        layer.slope,
        gateSlopes);
    Arrays.fill(slopes, out, out + count, 0);
    Matrices.outerAdd(4 * units, inner, columns, gateSlopes, 0, in, inAt, gradient, weightsAt);
    Matrices.transposedMultiplyAdd(
        4 * units, inner, columns, weights, weightsAt, gateSlopes, 0, slopes, inAt);
  }
}
