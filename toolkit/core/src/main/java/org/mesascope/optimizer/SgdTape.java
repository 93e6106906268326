package org.mesascope.optimizer;

/** u = −α g, so ∂u/∂log α = u. */
final class SgdTape implements DifferentiableOptimizer.Tape {

  private final float[][] updates;
  private float rate;
  private int ahead;

  SgdTape(int columns, int steps) {
    updates = new float[steps][columns];
  }

  @Override
  public int stateSize() {
    return 0;
  }

  @Override
  public void save(float[] to, int at) {}

  @Override
  public void restore(float[] from, int at) {}

  @Override
  public void reset() {}

  @Override
  public void open(float[] weights) {
    rate = (float) Math.exp(weights[0]);
    ahead = 0;
  }

  @Override
  public void forward(float[] gradient, float[] update) {
    float[] kept = updates[ahead++];
    for (int b = 0; b < kept.length; b++) {
      kept[b] = -rate * gradient[b];
      update[b] = kept[b];
    }
  }

  @Override
  public void backward(float[] slope, float[] gradient) {
    float[] kept = updates[--ahead];
    double sum = 0;
    for (int b = 0; b < kept.length; b++) {
      sum += slope[b] * kept[b];
    }
    gradient[0] += (float) sum;
  }
}
