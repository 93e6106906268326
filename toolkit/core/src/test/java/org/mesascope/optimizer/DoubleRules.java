package org.mesascope.optimizer;

import java.util.Arrays;

/**
 * The rules once more, one coordinate at a time in double precision, straight from their papers:
 * the oracle of the tapes.
 */
final class DoubleRules {

  /** Updates of one coordinate over time. */
  @FunctionalInterface
  interface Rule {
    double[] updates(double[] weights, double[] gradients);
  }

  private DoubleRules() {}

  static double[] sgd(double[] weights, double[] gradients) {
    double[] updates = new double[gradients.length];
    for (int t = 0; t < gradients.length; t++) {
      updates[t] = -Math.exp(weights[0]) * gradients[t];
    }
    return updates;
  }

  static double[] momentum(double[] weights, double[] gradients) {
    double[] updates = new double[gradients.length];
    double m = 0;
    for (int t = 0; t < gradients.length; t++) {
      m = sigmoid(weights[1]) * m + gradients[t];
      updates[t] = -Math.exp(weights[0]) * m;
    }
    return updates;
  }

  static double[] adam(double[] weights, double[] gradients) {
    double[] updates = new double[gradients.length];
    double beta1 = sigmoid(weights[1]);
    double beta2 = sigmoid(weights[2]);
    double m = 0;
    double v = 0;
    for (int t = 0; t < gradients.length; t++) {
      m = beta1 * m + (1 - beta1) * gradients[t];
      v = beta2 * v + (1 - beta2) * gradients[t] * gradients[t];
      double mHat = m / (1 - Math.pow(beta1, t + 1));
      double vHat = v / (1 - Math.pow(beta2, t + 1));
      updates[t] = -Math.exp(weights[0]) * mHat / (Math.sqrt(vHat) + 1e-8);
    }
    return updates;
  }

  /** Andrychowicz et al. 2016, with the weights laid out as {@link LstmOptimizer} documents. */
  static Rule lstm(LstmOptimizer optimizer) {
    int n = optimizer.units();
    return (weights, gradients) -> {
      double[] h1 = new double[n];
      double[] h2 = new double[n];
      double[] c1 = new double[n];
      double[] c2 = new double[n];
      double[] updates = new double[gradients.length];
      for (int t = 0; t < gradients.length; t++) {
        double[] x = encode(gradients[t], optimizer.magnitudes());
        h1 = cell(weights, 0, concat(h1, x, new double[] {1}), c1);
        h2 = cell(weights, 4 * n * (n + 3), concat(new double[] {1}, h2, h1), c2);
        for (int i = 0; i < n; i++) {
          updates[t] += optimizer.outputScale() * weights[weights.length - n + i] * h2[i];
        }
      }
      return updates;
    };
  }

  static double[] encode(double gradient, double p) {
    return Math.abs(gradient) >= Math.exp(-p)
        ? new double[] {Math.log(Math.abs(gradient)) / p, Math.signum(gradient)}
        : new double[] {-1, Math.exp(p) * gradient};
  }

  private static double[] cell(double[] weights, int at, double[] in, double[] c) {
    int n = c.length;
    double[] gates = new double[4 * n];
    for (int i = 0; i < 4 * n; i++) {
      for (int k = 0; k < in.length; k++) {
        gates[i] += weights[at + i * in.length + k] * in[k];
      }
    }
    double[] h = new double[n];
    for (int i = 0; i < n; i++) {
      c[i] = sigmoid(gates[n + i]) * c[i] + sigmoid(gates[i]) * Math.tanh(gates[3 * n + i]);
      h[i] = sigmoid(gates[2 * n + i]) * Math.tanh(c[i]);
    }
    return h;
  }

  private static double[] concat(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
