package org.mesascope.optimizer;

import java.util.Arrays;
import org.mesascope.numeric.Matrices;

/** LISTA's forward and backward pass over one batch, with the arrays that they need. */
final class ListaLoop {

  private final int dimension;
  private final int atoms;
  private final int depth;
  private final int batch;
  private final float[] input;
  private final float[][] before;
  private final float[][] codes;
  private final float[] slope;
  private final float[] inputSlope;
  private final float[] back;

  ListaLoop(int dimension, int atoms, int depth, int batch) {
    this.dimension = dimension;
    this.atoms = atoms;
    this.depth = depth;
    this.batch = batch;
    int size = atoms * batch;
    this.input = new float[size];
    this.before = new float[depth][size];
    this.codes = new float[depth][size];
    this.slope = new float[size];
    this.inputSlope = new float[size];
    this.back = new float[size];
  }

  /** The last layer's codes; the array is used again. */
  float[] forward(float[] weights, float[] signals) {
    Arrays.fill(input, 0);
    Matrices.multiplyAdd(atoms, dimension, batch, weights, 0, signals, 0, input, 0);
    int recurrent = atoms * dimension;
    int thresholds = recurrent + atoms * atoms;
    for (int k = 0; k < depth; k++) {
      System.arraycopy(input, 0, before[k], 0, input.length);
      if (k > 0) {
        Matrices.multiplyAdd(
            atoms, atoms, batch, weights, recurrent, codes[k - 1], 0, before[k], 0);
      }
      for (int j = 0; j < atoms; j++) {
        float by = weights[thresholds + j];
        for (int i = j * batch; i < (j + 1) * batch; i++) {
          codes[k][i] = shrink(before[k][i], by);
        }
      }
    }
    return codes[depth - 1];
  }

  /** ½‖z − z*‖² a signal, on average; adds its gradient. */
  double lossAndGradient(float[] weights, float[] signals, float[] targets, float[] gradient) {
    float[] found = forward(weights, signals);
    double sum = 0;
    for (int i = 0; i < found.length; i++) {
      float wrong = found[i] - targets[i];
      sum += (double) wrong * wrong / 2;
      slope[i] = wrong / batch;
    }
    backward(weights, signals, gradient);
    return sum / batch;
  }

  private void backward(float[] weights, float[] signals, float[] gradient) {
    int recurrent = atoms * dimension;
    int thresholds = recurrent + atoms * atoms;
    Arrays.fill(inputSlope, 0);
    for (int k = depth - 1; k >= 0; k--) {
      for (int j = 0; j < atoms; j++) {
        gradient[thresholds + j] += unshrink(before[k], codes[k], j * batch);
      }
      for (int i = 0; i < slope.length; i++) {
        inputSlope[i] += slope[i];
      }
      if (k > 0) {
        Matrices.outerAdd(atoms, atoms, batch, slope, 0, codes[k - 1], 0, gradient, recurrent);
        Arrays.fill(back, 0);
        Matrices.transposedMultiplyAdd(atoms, atoms, batch, weights, recurrent, slope, 0, back, 0);
        System.arraycopy(back, 0, slope, 0, back.length);
      }
    }
    Matrices.outerAdd(atoms, dimension, batch, inputSlope, 0, signals, 0, gradient, 0);
  }

  /** Turns one atom's slopes in codes into those before shrinking; gives that of its threshold. */
  private float unshrink(float[] from, float[] code, int at) {
    float threshold = 0;
    for (int i = at; i < at + batch; i++) {
      if (code[i] == 0) {
        slope[i] = 0;
      } else {
        threshold -= Math.signum(from[i]) * slope[i];
      }
    }
    return threshold;
  }

  /** Toward 0 by a threshold of at least 0. */
  static float shrink(float value, float by) {
    return value > by ? value - by : value < -by ? value + by : 0;
  }
}
