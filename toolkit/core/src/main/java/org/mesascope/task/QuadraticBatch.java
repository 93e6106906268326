package org.mesascope.task;

import java.util.Arrays;
import java.util.List;
import org.mesascope.numeric.ParticleNetworks;

/**
 * Quadratics side by side in single precision: W is {@code [row][column][batch]}, and a residual
 * and its way back are each a layer of {@link ParticleNetworks}.
 */
final class QuadraticBatch implements TaskBatch {

  /** Single precision can hold what is made of entries below it. */
  private static final double LARGEST = 1e15;

  private final int dimension;
  private final int size;

  /** W with −y beside it, 2Wᵀ with 0: both as layers without a rectifier. */
  private final float[] forward;

  private final float[] backward;

  QuadraticBatch(int dimension, List<double[]> matrices, List<double[]> targets) {
    this.dimension = dimension;
    this.size = Families.positive("a batch", "number of tasks", matrices.size());
    float[] w = innermost(matrices, dimension * dimension, "W");
    float[] y = innermost(targets, dimension, "y");
    forward = new float[w.length + y.length];
    backward = new float[w.length + y.length];
    System.arraycopy(w, 0, forward, 0, w.length);
    for (int i = 0; i < y.length; i++) {
      forward[w.length + i] = -y[i];
    }
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < dimension; j++) {
        for (int b = 0; b < size; b++) {
          backward[(j * dimension + i) * size + b] = 2 * w[(i * dimension + j) * size + b];
        }
      }
    }
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void start(float[] parameters) {
    Arrays.fill(parameters, 0, dimension * size, 0);
  }

  @Override
  public void lossAndGradient(float[] parameters, float[] loss, float[] gradient) {
    float[] residual = new float[dimension * size];
    int matrix = dimension * residual.length;
    ParticleNetworks.layer(
        dimension, dimension, 1, size, forward, 0, matrix, parameters, residual, false);
    Arrays.fill(loss, 0, size, 0);
    for (int i = 0; i < dimension; i++) {
      for (int b = 0; b < size; b++) {
        float r = residual[i * size + b];
        loss[b] += r * r;
      }
    }
    ParticleNetworks.layer(
        dimension, dimension, 1, size, backward, 0, matrix, residual, gradient, false);
    Diverged.settle(loss, gradient, dimension, size);
  }

  private static float[] innermost(List<double[]> arrays, int length, String name) {
    int size = arrays.size();
    float[] all = new float[length * size];
    for (int b = 0; b < size; b++) {
      for (int i = 0; i < length; i++) {
        double value = arrays.get(b)[i];
        if (!(Math.abs(value) < LARGEST)) {
          throw new IllegalArgumentException(
              "a batch in single precision expects |%s| below %s, got %s in task %d"
                  .formatted(name, LARGEST, value, b));
        }
        all[i * size + b] = (float) value;
      }
    }
    return all;
  }
}
