package org.mesascope.optimizer;

import java.util.Arrays;

/** m′ = β m + g and u = −α m′. */
final class MomentumTape implements DifferentiableOptimizer.Tape {

  /** moments[t] is m after the window's step t. */
  private final float[][] moments;

  private final float[] momentSlope;
  private float rate;
  private float decay;
  private int step;
  private int ahead;

  MomentumTape(int columns, int steps) {
    moments = new float[steps + 1][columns];
    momentSlope = new float[columns];
  }

  @Override
  public int stateSize() {
    return momentSlope.length;
  }

  @Override
  public void save(float[] to, int at) {
    System.arraycopy(moments[step], 0, to, at, momentSlope.length);
  }

  @Override
  public void restore(float[] from, int at) {
    step = 0;
    System.arraycopy(from, at, moments[0], 0, momentSlope.length);
  }

  @Override
  public void reset() {
    step = 0;
    Arrays.fill(moments[0], 0);
  }

  @Override
  public void open(float[] weights) {
    rate = (float) Math.exp(weights[0]);
    decay = (float) LearnableRule.decay(weights[1]);
    System.arraycopy(moments[step], 0, moments[0], 0, momentSlope.length);
    Arrays.fill(momentSlope, 0);
    step = 0;
    ahead = 0;
  }

  @Override
  public void forward(float[] gradient, float[] update) {
    float[] before = moments[step];
    float[] after = moments[++step];
    for (int b = 0; b < after.length; b++) {
      after[b] = decay * before[b] + gradient[b];
      update[b] = -rate * after[b];
    }
    ahead = step;
  }

  @Override
  public void backward(float[] slope, float[] gradient) {
    float[] after = moments[ahead];
    float[] before = moments[--ahead];
    double byRate = 0;
    double byDecay = 0;
    for (int b = 0; b < after.length; b++) {
      byRate -= slope[b] * rate * after[b];
      float m = momentSlope[b] - rate * slope[b];
      byDecay += m * before[b];
      momentSlope[b] = decay * m;
    }
    gradient[0] += (float) byRate;
    gradient[1] += (float) (byDecay * decay * (1 - decay));
  }
}
