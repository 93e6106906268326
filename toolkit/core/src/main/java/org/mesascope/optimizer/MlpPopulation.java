package org.mesascope.optimizer;

import org.mesascope.numeric.ParticleNetworks;

/** Copies of an {@link MlpOptimizer} at work. */
final class MlpPopulation implements ParticleOptimizer.Population {

  private final int hidden;
  private final float stepSize;
  private final float magnitude;
  private final float bound;
  private final int dimension;
  private final int copies;
  private final int size;
  private final float[] fast;
  private final float[] slow;
  private final float[] square;
  private final float[] scaled;
  private final float[] scaledFast;
  private final float[] features;
  private final float[] first;
  private final float[] second;
  private final float[] output;
  private final float[] direction;
  private final float[] power;
  private float[] weights = {};

  MlpPopulation(MlpOptimizer optimizer, int dimension, int copies) {
    hidden = optimizer.hidden();
    stepSize = (float) optimizer.stepSize();
    magnitude = (float) optimizer.magnitude();
    bound = (float) optimizer.bound();
    this.dimension = dimension;
    this.copies = copies;
    size = dimension * copies;
    fast = new float[size];
    slow = new float[size];
    square = new float[size];
    scaled = new float[size];
    scaledFast = new float[size];
    features = new float[MlpOptimizer.FEATURES * size];
    first = new float[hidden * size];
    second = new float[hidden * size];
    output = new float[MlpOptimizer.OUTPUTS * size];
    direction = new float[size];
    power = new float[size];
  }

  @Override
  public void reset(int copy) {
    for (int i = copy; i < size; i += copies) {
      fast[i] = 0;
      slow[i] = 0;
      square[i] = 0;
    }
  }

  @Override
  public void open(float[] weights) {
    this.weights = weights;
  }

  @Override
  public void step(float[] parameters, float[] loss, float[] gradient) {
    remember(gradient);
    scale(gradient);
    put(0, gradient);
    put(1, fast);
    put(2, slow);
    put(3, scaled);
    put(4, scaledFast);
    put(5, parameters);
    int at = layer(MlpOptimizer.FEATURES, hidden, 0, features, first, true);
    at = layer(hidden, hidden, at, first, second, true);
    layer(hidden, MlpOptimizer.OUTPUTS, at, second, output, false);
    System.arraycopy(output, 0, direction, 0, size);
    System.arraycopy(output, size, power, 0, size);
    for (int i = 0; i < size; i++) {
      power[i] *= magnitude;
    }
    ParticleNetworks.exp(power, power);
    move(parameters);
  }

  private void remember(float[] gradient) {
    for (int i = 0; i < size; i++) {
      float g = gradient[i];
      fast[i] = .9f * fast[i] + .1f * g;
      slow[i] = .99f * slow[i] + .01f * g;
      square[i] = .999f * square[i] + .001f * g * g;
    }
  }

  private void scale(float[] gradient) {
    for (int i = 0; i < size; i++) {
      float by = 1 / (float) Math.sqrt(square[i] + 1e-8f);
      scaled[i] = gradient[i] * by;
      scaledFast[i] = fast[i] * by;
    }
  }

  private void put(int feature, float[] values) {
    System.arraycopy(values, 0, features, feature * size, size);
  }

  private int layer(int inputs, int outputs, int at, float[] x, float[] y, boolean rectified) {
    int bias = at + inputs * outputs;
    ParticleNetworks.layer(
        outputs, inputs, dimension, copies, weights, at * copies, bias * copies, x, y, rectified);
    return bias + outputs;
  }

  private void move(float[] parameters) {
    for (int i = 0; i < size; i++) {
      float to = parameters[i] - stepSize * direction[i] * power[i];
      parameters[i] = Math.max(-bound, Math.min(bound, to));
    }
  }

  @Override
  public int stateSize() {
    return 3 * size;
  }

  @Override
  public void save(float[] to, int at) {
    System.arraycopy(fast, 0, to, at, size);
    System.arraycopy(slow, 0, to, at + size, size);
    System.arraycopy(square, 0, to, at + 2 * size, size);
  }

  @Override
  public void restore(float[] from, int at) {
    System.arraycopy(from, at, fast, 0, size);
    System.arraycopy(from, at + size, slow, 0, size);
    System.arraycopy(from, at + 2 * size, square, 0, size);
  }
}
