package org.mesascope.task;

import java.util.Arrays;

/** A network's forward and backward pass, one example at a time. */
final class MlpLoop {

  private final int[] sizes;
  private final MlpLoss loss;
  private final double[][] units;
  private final double[][] slopes;

  /**
   * @param sizes inputs, hidden units, outputs
   */
  MlpLoop(int[] sizes, MlpLoss loss) {
    this.sizes = sizes;
    this.loss = loss;
    this.units = new double[sizes.length][];
    this.slopes = new double[sizes.length][];
    for (int l = 0; l < sizes.length; l++) {
      units[l] = new double[sizes[l]];
      slopes[l] = new double[sizes[l]];
    }
  }

  static int parameters(int[] sizes) {
    int count = 0;
    for (int l = 0; l + 1 < sizes.length; l++) {
      count = Math.addExact(count, Math.multiplyExact(sizes[l] + 1, sizes[l + 1]));
    }
    return count;
  }

  /** The mean loss over examples; adds its gradient to the slope. */
  double valueAndSlope(Examples examples, double[] x, double[] slope) {
    double sum = 0;
    int n = examples.count();
    int last = sizes.length - 1;
    for (int k = 0; k < n; k++) {
      System.arraycopy(examples.inputs(), k * sizes[0], units[0], 0, sizes[0]);
      forward(x);
      sum += loss.at(units[last], examples.targets()[k]);
      for (int o = 0; o < sizes[last]; o++) {
        slopes[last][o] = units[last][o] / n;
      }
      backward(x, slope);
    }
    return sum / n;
  }

  private void forward(double[] x) {
    int at = 0;
    for (int l = 0; l + 1 < sizes.length; l++) {
      int in = sizes[l];
      int out = sizes[l + 1];
      boolean linear = l + 2 == sizes.length;
      for (int o = 0; o < out; o++) {
        double z = x[at + in * out + o] + Sums.dot(x, at + o * in, units[l], 0, in);
        units[l + 1][o] = linear ? z : Math.tanh(z);
      }
      at += (in + 1) * out;
    }
  }

  /** From the slope of the outputs down; a hidden unit's slope becomes that of its input first. */
  private void backward(double[] x, double[] slope) {
    int at = x.length;
    for (int l = sizes.length - 2; l >= 0; l--) {
      int in = sizes[l];
      int out = sizes[l + 1];
      at -= (in + 1) * out;
      Arrays.fill(slopes[l], 0);
      for (int o = 0; o < out; o++) {
        double back = slopes[l + 1][o];
        slope[at + in * out + o] += back;
        Sums.add(back, units[l], 0, slope, at + o * in, in);
        Sums.add(back, x, at + o * in, slopes[l], 0, in);
      }
      for (int i = 0; l > 0 && i < in; i++) {
        slopes[l][i] *= 1 - units[l][i] * units[l][i];
      }
    }
  }
}
