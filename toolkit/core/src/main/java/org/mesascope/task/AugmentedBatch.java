package org.mesascope.task;

import java.util.Arrays;
import java.util.List;

/**
 * Tasks side by side, each seen through a change of its own: all changes are of one kind. Matrices
 * are {@code [row][column][batch]}, diagonals {@code [row][batch]}. A call allocates two arrays of
 * {@code dimension * size} where parameters change.
 */
final class AugmentedBatch implements TaskBatch {

  private final TaskBatch tasks;
  private final boolean keepsParameters;
  private final boolean diagonal;
  private final List<Change> changes;
  private final float[] matrix;
  private final float[] factor;

  AugmentedBatch(TaskBatch tasks, List<Change> changes) {
    this.tasks = tasks;
    this.changes = List.copyOf(changes);
    Change first = changes.get(0);
    this.keepsParameters = first.keepsParameters();
    this.diagonal = first.diagonal();
    int size = tasks.size();
    this.matrix = new float[first.matrix().length * size];
    this.factor = new float[size];
    for (int b = 0; b < size; b++) {
      for (int i = 0; i < first.matrix().length; i++) {
        matrix[i * size + b] = (float) changes.get(b).matrix()[i];
      }
      factor[b] = (float) changes.get(b).factor();
    }
  }

  @Override
  public int dimension() {
    return tasks.dimension();
  }

  @Override
  public int size() {
    return tasks.size();
  }

  @Override
  public void start(float[] parameters) {
    tasks.start(parameters);
    int size = size();
    double[] theta = new double[dimension()];
    for (int b = 0; b < size; b++) {
      for (int i = 0; i < theta.length; i++) {
        theta[i] = parameters[i * size + b];
      }
      double[] phi = changes.get(b).outward(theta);
      for (int i = 0; i < theta.length; i++) {
        parameters[i * size + b] = (float) phi[i];
      }
    }
  }

  @Override
  public void lossAndGradient(float[] parameters, float[] loss, float[] gradient) {
    int d = dimension();
    int size = size();
    if (keepsParameters) {
      tasks.lossAndGradient(parameters, loss, gradient);
      multiply(factor, 0, loss, 0, size);
      for (int i = 0; i < d; i++) {
        multiply(factor, 0, gradient, i * size, size);
      }
    } else {
      float[] theta = new float[d * size];
      float[] slope = new float[d * size];
      apply(parameters, theta, false);
      tasks.lossAndGradient(theta, loss, slope);
      Arrays.fill(gradient, 0, d * size, 0);
      apply(slope, gradient, true);
    }
    Diverged.settle(loss, gradient, d, size);
  }

  /** to += A from, or Aᵀ from. */
  private void apply(float[] from, float[] to, boolean transposed) {
    int d = dimension();
    int size = size();
    for (int i = 0; i < d; i++) {
      if (diagonal) {
        addProduct(matrix, i * size, from, i * size, to, i * size, size);
      } else {
        for (int j = 0; j < d; j++) {
          int at = (i * d + j) * size;
          int source = transposed ? i : j;
          int target = transposed ? j : i;
          addProduct(matrix, at, from, source * size, to, target * size, size);
        }
      }
    }
  }

  private static void multiply(float[] by, int byAt, float[] values, int at, int count) {
    for (int b = 0; b < count; b++) {
      values[at + b] *= by[byAt + b];
    }
  }

  private static void addProduct(
      float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, int count) {
    for (int b = 0; b < count; b++) {
      y[yAt + b] += w[wAt + b] * x[xAt + b];
    }
  }
}
