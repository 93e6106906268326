package org.mesascope.task;

import java.util.Arrays;
import java.util.List;

/**
 * Quadratics side by side in single precision. W is {@code [row][column][batch]} and each loop runs
 * over the batch, one product at a time, which is what the compiler makes vector code of.
 */
final class QuadraticBatch implements TaskBatch {

  /** Single precision can hold what is made of entries below it. */
  private static final double LARGEST = 1e15;

  private final int dimension;
  private final int size;
  private final float[] w;
  private final float[] y;

  QuadraticBatch(int dimension, List<double[]> matrices, List<double[]> targets) {
    this.dimension = dimension;
    this.size = Families.positive("a batch", "number of tasks", matrices.size());
    this.w = innermost(matrices, dimension * dimension, "W");
    this.y = innermost(targets, dimension, "y");
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
    float[] residual = new float[size];
    Arrays.fill(loss, 0, size, 0);
    Arrays.fill(gradient, 0, dimension * size, 0);
    for (int i = 0; i < dimension; i++) {
      int row = i * dimension * size;
      minus(y, i * size, residual, size);
      int j = 0;
      for (; j + 1 < dimension; j += 2) {
        addProducts(w, row + j * size, parameters, j * size, residual, size);
      }
      if (j < dimension) {
        addProduct(w, row + j * size, parameters, j * size, residual, 0, size);
      }
      squareAndDouble(residual, loss, size);
      for (j = 0; j < dimension; j++) {
        addProduct(w, row + j * size, residual, 0, gradient, j * size, size);
      }
    }
    Diverged.settle(loss, gradient, dimension, size);
  }

  private static void minus(float[] from, int at, float[] to, int count) {
    for (int b = 0; b < count; b++) {
      to[b] = -from[at + b];
    }
  }

  private static void addProduct(
      float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, int count) {
    for (int b = 0; b < count; b++) {
      y[yAt + b] += w[wAt + b] * x[xAt + b];
    }
  }

  /** The products of two rows that follow each other. */
  private static void addProducts(float[] w, int wAt, float[] x, int xAt, float[] y, int count) {
    for (int b = 0; b < count; b++) {
      y[b] += w[wAt + b] * x[xAt + b] + w[wAt + count + b] * x[xAt + count + b];
    }
  }

  private static void squareAndDouble(float[] residual, float[] loss, int count) {
    for (int b = 0; b < count; b++) {
      float r = residual[b];
      loss[b] += r * r;
      residual[b] = 2 * r;
    }
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
