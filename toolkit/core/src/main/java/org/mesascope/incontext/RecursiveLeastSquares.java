package org.mesascope.incontext;

/**
 * Least squares that is updated example by example, as the mesa-layer does it (von Oswald et al.
 * 2023, Uncovering mesa-optimization algorithms in transformers): W minimises Σᵢ γⁿ⁻ⁱ ‖yᵢ − W xᵢ‖²
 * + γⁿ λ ‖W‖², by the formula of Sherman and Morrison, O(inputs · (inputs + outputs)) an example.
 *
 * <p>Without forgetting (γ = 1) this is ridge regression, whatever the order of the examples. λ is
 * 1/λ of the paper. Not thread-safe.
 */
public final class RecursiveLeastSquares {

  private final int inputs;
  private final int outputs;
  private final double forgetting;
  private final double[] inverse;
  private final double[] weights;
  private final double[] gain;

  /**
   * @param inputs of an example
   * @param outputs of an example
   * @param lambda strength of the ridge it starts from, above 0
   * @param forgetting γ, in (0, 1]; what an example weighs beside the one after it
   */
  public RecursiveLeastSquares(int inputs, int outputs, double lambda, double forgetting) {
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "recursive least squares expects at least 1 input and 1 output, got %d and %d"
              .formatted(inputs, outputs));
    }
    Rivals.positive("the ridge of recursive least squares", lambda);
    if (!(forgetting > 0 && forgetting <= 1)) {
      throw new IllegalArgumentException("forgetting expects γ in (0, 1], got " + forgetting);
    }
    this.inputs = inputs;
    this.outputs = outputs;
    this.forgetting = forgetting;
    this.inverse = new double[inputs * inputs];
    for (int k = 0; k < inputs; k++) {
      inverse[k * inputs + k] = 1 / lambda;
    }
    this.weights = new double[outputs * inputs];
    this.gain = new double[inputs];
  }

  /**
   * Learns from one example.
   *
   * @param x {@code [inputs]} from {@code xAt} on
   * @param y {@code [outputs]} from {@code yAt} on
   */
  public void see(double[] x, int xAt, double[] y, int yAt) {
    double scale = forgetting;
    for (int k = 0; k < inputs; k++) {
      double sum = 0;
      for (int l = 0; l < inputs; l++) {
        sum += inverse[k * inputs + l] * x[xAt + l];
      }
      gain[k] = sum;
      scale += sum * x[xAt + k];
    }
    for (int o = 0; o < outputs; o++) {
      double error = y[yAt + o];
      for (int k = 0; k < inputs; k++) {
        error -= weights[o * inputs + k] * x[xAt + k];
      }
      for (int k = 0; k < inputs; k++) {
        weights[o * inputs + k] += error * gain[k] / scale;
      }
    }
    for (int k = 0; k < inputs; k++) {
      for (int l = 0; l < inputs; l++) {
        inverse[k * inputs + l] =
            (inverse[k * inputs + l] - gain[k] * gain[l] / scale) / forgetting;
      }
    }
  }

  /** W, {@code [outputs][inputs]}; a copy. */
  public double[] weights() {
    return weights.clone();
  }
}
