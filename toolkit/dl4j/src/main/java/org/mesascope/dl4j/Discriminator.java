package org.mesascope.dl4j;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/**
 * f(s, a, s′) = g(o(s′)) + γ h(o(s′)) − h(o(s)), with h = 0 where an episode ends: reward and
 * shaping of Fu, Luo and Levine (2018, equation 4), here with the reward of the state entered.
 */
final class Discriminator {

  final MultiLayerNetwork reward;
  final MultiLayerNetwork shaping;
  private final double discount;
  private int step;

  Discriminator(MultiLayerNetwork reward, MultiLayerNetwork shaping, double discount) {
    this.reward = reward;
    this.shaping = shaping;
    this.discount = discount;
  }

  /**
   * Transitions as a network sees them.
   *
   * @param here what was observed
   * @param after what was observed next
   * @param ends whether the episode ended there
   * @param actions taken
   */
  record Transitions(double[][] here, double[][] after, boolean[] ends, int[] actions) {
    int size() {
      return actions.length;
    }

    /** These rows, which may repeat. */
    Transitions rows(int... rows) {
      double[][] from = new double[rows.length][];
      double[][] to = new double[rows.length][];
      boolean[] last = new boolean[rows.length];
      int[] taken = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        from[i] = here[rows[i]];
        to[i] = after[rows[i]];
        last[i] = ends[rows[i]];
        taken[i] = actions[rows[i]];
      }
      return new Transitions(from, to, last, taken);
    }

    Transitions and(Transitions other) {
      int n = size();
      int all = n + other.size();
      double[][] from = new double[all][];
      double[][] to = new double[all][];
      boolean[] last = new boolean[all];
      int[] taken = new int[all];
      for (int i = 0; i < all; i++) {
        Transitions own = i < n ? this : other;
        int row = i < n ? i : i - n;
        from[i] = own.here[row];
        to[i] = own.after[row];
        last[i] = own.ends[row];
        taken[i] = own.actions[row];
      }
      return new Transitions(from, to, last, taken);
    }
  }

  /** f of each transition; {@link #descend} goes back through this pass. */
  double[] of(Transitions transitions) {
    int n = transitions.size();
    double[][] both = new double[2 * n][];
    System.arraycopy(transitions.here, 0, both, 0, n);
    System.arraycopy(transitions.after, 0, both, n, n);
    double[] g = Perceptron.outputs(reward, Nd4j.create(transitions.after));
    double[] h = Perceptron.outputs(shaping, Nd4j.create(both));
    double[] f = new double[n];
    for (int i = 0; i < n; i++) {
      f[i] = g[i] + (transitions.ends[i] ? 0 : discount * h[n + i]) - h[i];
      if (!Double.isFinite(f[i])) {
        throw new ArithmeticException("the discriminator's outputs are not finite");
      }
    }
    return f;
  }

  /** One step down a loss with this slope by the f of the last {@link #of}. */
  void descend(Transitions transitions, double... slope) {
    double[] onShaping = shapingSlope(transitions, discount, slope);
    Perceptron.descend(reward, Perceptron.backpropagate(reward, slope), step);
    Perceptron.descend(shaping, Perceptron.backpropagate(shaping, onShaping), step);
    step++;
  }

  /** The slope by h where transitions begin, then where they end, for a slope by f. */
  static double[] shapingSlope(Transitions transitions, double discount, double... slope) {
    int n = slope.length;
    double[] onShaping = new double[2 * n];
    for (int i = 0; i < n; i++) {
      onShaping[i] = -slope[i];
      onShaping[n + i] = transitions.ends[i] ? 0 : discount * slope[i];
    }
    return onShaping;
  }
}
