package org.mesascope.optimizer;

import java.util.Arrays;

/**
 * m′ = m + (1 − β₁)(g − m), v′ = v + (1 − β₂)(g² − v), u = −α m̂ / (√v̂ + ε) with m̂ = m′/(1 − β₁ᵗ)
 * and v̂ = v′/(1 − β₂ᵗ). Exact derivatives, those of the bias corrections too.
 */
final class AdamTape implements DifferentiableOptimizer.Tape {

  private static final double EPSILON = 1e-8;

  private final int columns;

  /** first[t] and second[t] are m and v after the window's step t. */
  private final float[][] first;

  private final float[][] second;
  private final float[][] inputs;
  private final double[] firstSlope;
  private final double[] secondSlope;
  private double rate;
  private double beta1;
  private double beta2;
  private int step;
  private int ahead;

  /** Steps before this window. */
  private int before;

  AdamTape(int columns, int steps) {
    this.columns = columns;
    first = new float[steps + 1][columns];
    second = new float[steps + 1][columns];
    inputs = new float[steps][columns];
    firstSlope = new double[columns];
    secondSlope = new double[columns];
  }

  @Override
  public int stateSize() {
    return 2 * columns + 1;
  }

  @Override
  public void save(float[] to, int at) {
    System.arraycopy(first[step], 0, to, at, columns);
    System.arraycopy(second[step], 0, to, at + columns, columns);
    to[at + 2 * columns] = before + step;
  }

  @Override
  public void restore(float[] from, int at) {
    step = 0;
    System.arraycopy(from, at, first[0], 0, columns);
    System.arraycopy(from, at + columns, second[0], 0, columns);
    before = (int) from[at + 2 * columns];
  }

  @Override
  public void reset() {
    step = 0;
    before = 0;
    Arrays.fill(first[0], 0);
    Arrays.fill(second[0], 0);
  }

  @Override
  public void open(float[] weights) {
    rate = Math.exp(weights[0]);
    beta1 = LearnableRule.decay(weights[1]);
    beta2 = LearnableRule.decay(weights[2]);
    System.arraycopy(first[step], 0, first[0], 0, columns);
    System.arraycopy(second[step], 0, second[0], 0, columns);
    before += step;
    step = 0;
    ahead = 0;
    Arrays.fill(firstSlope, 0);
    Arrays.fill(secondSlope, 0);
  }

  @Override
  public void forward(float[] gradient, float[] update) {
    float[] m = first[step];
    float[] v = second[step];
    System.arraycopy(gradient, 0, inputs[step], 0, columns);
    step++;
    ahead = step;
    double correction1 = 1 - Math.pow(beta1, before + step);
    double correction2 = 1 - Math.pow(beta2, before + step);
    for (int b = 0; b < columns; b++) {
      double g = gradient[b];
      double m1 = m[b] + (1 - beta1) * (g - m[b]);
      double v1 = v[b] + (1 - beta2) * (g * g - v[b]);
      first[step][b] = (float) m1;
      second[step][b] = (float) v1;
      update[b] = (float) (-rate * m1 / correction1 / (Math.sqrt(v1 / correction2) + EPSILON));
    }
  }

  @Override
  public void backward(float[] slope, float[] gradient) {
    int t = before + ahead;
    float[] m1 = first[ahead];
    float[] v1 = second[ahead];
    ahead--;
    float[] m0 = first[ahead];
    float[] v0 = second[ahead];
    float[] g = inputs[ahead];
    double correction1 = 1 - Math.pow(beta1, t);
    double correction2 = 1 - Math.pow(beta2, t);
    double byRate = 0;
    double byFirst = 0;
    double bySecond = 0;
    double byCorrection1 = 0;
    double byCorrection2 = 0;
    for (int b = 0; b < columns; b++) {
      double mHat = m1[b] / correction1;
      double vHat = v1[b] / correction2;
      double root = Math.sqrt(vHat);
      double below = root + EPSILON;
      double u = -rate * mHat / below;
      byRate += slope[b] * u;
      double byM = -slope[b] * rate / below;
      double byV = root > 0 ? -slope[b] * u / below / (2 * root) : 0;
      byCorrection1 -= byM * mHat;
      byCorrection2 -= byV * vHat;
      double m = firstSlope[b] + byM / correction1;
      double v = secondSlope[b] + byV / correction2;
      byFirst += m * (m0[b] - g[b]);
      bySecond += v * (v0[b] - (double) g[b] * g[b]);
      firstSlope[b] = beta1 * m;
      secondSlope[b] = beta2 * v;
    }
    byFirst -= byCorrection1 / correction1 * t * Math.pow(beta1, t - 1);
    bySecond -= byCorrection2 / correction2 * t * Math.pow(beta2, t - 1);
    gradient[0] += (float) byRate;
    gradient[1] += (float) (byFirst * beta1 * (1 - beta1));
    gradient[2] += (float) (bySecond * beta2 * (1 - beta2));
  }
}
