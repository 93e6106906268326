package org.mesascope.numeric;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) over one flat array of weights, with the gradient clipped
 * to a norm first where one is given.
 */
public final class Adam {

  private static final double BETA1 = .9;
  private static final double BETA2 = .999;
  private static final double EPSILON = 1e-8;

  private final double clip;
  private final float[] first;
  private final float[] second;
  private int steps;

  /**
   * @param weights how many
   * @param clip the greatest L2 norm of a gradient; infinite for none
   */
  public Adam(int weights, double clip) {
    if (!(clip > 0)) {
      throw new IllegalArgumentException("a gradient's clip expects a norm above 0, got " + clip);
    }
    this.clip = clip;
    this.first = new float[weights];
    this.second = new float[weights];
  }

  /**
   * weights −= rate · m̂ / (√v̂ + 1e-8).
   *
   * @throws ArithmeticException where the gradient is not finite; the weights are then as before
   */
  public void step(float[] weights, float[] gradient, double rate) {
    double square = 0;
    for (float g : gradient) {
      square += (double) g * g;
    }
    if (!Double.isFinite(square)) {
      throw new ArithmeticException(
          "the gradient of step %d is not finite: training diverged; lower the learning rate, now %s"
              .formatted(steps + 1, rate));
    }
    float scale = (float) Math.min(1, clip / Math.sqrt(Math.max(square, Double.MIN_NORMAL)));
    steps++;
    float by = (float) (rate / (1 - Math.pow(BETA1, steps)));
    float correction = (float) (1 / (1 - Math.pow(BETA2, steps)));
    for (int i = 0; i < weights.length; i++) {
      float g = scale * gradient[i];
      first[i] += (float) (1 - BETA1) * (g - first[i]);
      second[i] += (float) (1 - BETA2) * (g * g - second[i]);
      weights[i] -= by * first[i] / ((float) Math.sqrt(second[i] * correction) + (float) EPSILON);
    }
  }

  /** Steps taken, first moments, second moments: what a checkpoint keeps. */
  public State state() {
    return new State(steps, first.clone(), second.clone());
  }

  /** Goes on from a checkpoint of an Adam over as many weights. */
  public void resume(State state) {
    if (state.first().length != first.length || state.second().length != second.length) {
      throw new IllegalArgumentException(
          "a state of Adam over %d weights was expected, got one over %d"
              .formatted(first.length, state.first().length));
    }
    steps = state.steps();
    System.arraycopy(state.first(), 0, first, 0, first.length);
    System.arraycopy(state.second(), 0, second, 0, second.length);
  }

  /** What Adam remembers. */
  public record State(int steps, float[] first, float[] second) {}
}
