package org.mesascope.optimizer;

import org.mesascope.numeric.Normals;
import org.mesascope.stats.Seed;

/**
 * A learned optimizer that moves every parameter by the same small network of its own features
 * (Metz et al. 2020, Tasks, stability, architecture, and compute): gradient, its means over about
 * 10 and 100 steps, both first ones divided by the root of the mean square over about 1,000 steps,
 * and the parameter itself; two hidden layers of rectified units; two outputs a and b, and the step
 *
 * <pre>x ← x − stepSize · a · exp(magnitude · b)</pre>
 *
 * <p>Departures from the paper: features are not scaled to unit size over a tensor, and time and
 * training loss are not among them; means start at 0 and are not corrected for it.
 *
 * @param hidden units of each hidden layer, at least 1
 * @param stepSize finite and above 0
 * @param magnitude finite and at least 0
 * @param bound parameters are kept within ± this; above 0, infinite for none
 */
public record MlpOptimizer(int hidden, double stepSize, double magnitude, double bound)
    implements ParticleOptimizer {

  static final int FEATURES = 6;
  static final int OUTPUTS = 2;

  /** Fails where a number is out of its range. */
  public MlpOptimizer {
    if (hidden < 1) {
      throw new IllegalArgumentException("a network expects at least 1 hidden unit, got " + hidden);
    }
    if (!(stepSize > 0 && Double.isFinite(stepSize))
        || !(magnitude >= 0 && Double.isFinite(magnitude))) {
      throw new IllegalArgumentException(
          "a step expects a finite size above 0 and a finite magnitude of at least 0, got %s and %s"
              .formatted(stepSize, magnitude));
    }
    if (!(bound > 0)) {
      throw new IllegalArgumentException(
          "the parameters' bound expects a number above 0, infinite for none; got " + bound);
    }
  }

  /** 32 hidden units a layer, steps and magnitudes of .01, no bound. */
  public static MlpOptimizer defaults() {
    return new MlpOptimizer(32, .01, .01, Double.POSITIVE_INFINITY);
  }

  public MlpOptimizer withHidden(int value) {
    return new MlpOptimizer(value, stepSize, magnitude, bound);
  }

  public MlpOptimizer withStepSize(double value) {
    return new MlpOptimizer(hidden, value, magnitude, bound);
  }

  public MlpOptimizer withMagnitude(double value) {
    return new MlpOptimizer(hidden, stepSize, value, bound);
  }

  public MlpOptimizer withBound(double value) {
    return new MlpOptimizer(hidden, stepSize, magnitude, value);
  }

  @Override
  public String name() {
    return "MLP optimizer %d-%d-%d-%d, step %s, magnitude %s, bound %s"
        .formatted(FEATURES, hidden, hidden, OUTPUTS, stepSize, magnitude, bound);
  }

  /** For each layer its matrix {@code [outputs][inputs]}, then its biases. */
  @Override
  public int weights() {
    return hidden * (FEATURES + 1) + hidden * (hidden + 1) + OUTPUTS * (hidden + 1);
  }

  /** Matrices N(0, 1/inputs), biases 0. */
  @Override
  public float[] initial(Seed seed) {
    float[] weights = new float[weights()];
    int at = fill(weights, 0, FEATURES, hidden, seed, 1);
    at = fill(weights, at, hidden, hidden, seed, 2);
    fill(weights, at, hidden, OUTPUTS, seed, 3);
    return weights;
  }

  private static int fill(float[] weights, int at, int inputs, int outputs, Seed seed, int layer) {
    int count = inputs * outputs;
    Normals.fill(seed.value(), layer, weights, at, count);
    for (int i = at; i < at + count; i++) {
      weights[i] /= (float) Math.sqrt(inputs);
    }
    return at + count + outputs;
  }

  @Override
  public Population population(int dimension, int copies) {
    return new MlpPopulation(this, dimension, copies);
  }
}
