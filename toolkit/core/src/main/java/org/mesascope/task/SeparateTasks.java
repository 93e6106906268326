package org.mesascope.task;

import java.util.List;

/** A batch whose tasks are computed one by one. */
record SeparateTasks(List<Task> tasks) implements TaskBatch {

  SeparateTasks {
    tasks = List.copyOf(tasks);
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("a batch expects at least one task, got none");
    }
    int dimension = tasks.get(0).dimension();
    for (Task task : tasks) {
      if (task.dimension() != dimension) {
        throw new IllegalArgumentException(
            "a batch expects tasks of one dimension, got %d and %d"
                .formatted(dimension, task.dimension()));
      }
    }
  }

  @Override
  public int dimension() {
    return tasks.get(0).dimension();
  }

  @Override
  public int size() {
    return tasks.size();
  }

  @Override
  public void start(float[] parameters) {
    for (int b = 0; b < size(); b++) {
      double[] start = tasks.get(b).start();
      for (int i = 0; i < start.length; i++) {
        parameters[i * size() + b] = (float) start[i];
      }
    }
  }

  @Override
  public void lossAndGradient(float[] parameters, float[] loss, float[] gradient) {
    int size = size();
    double[] point = new double[dimension()];
    double[] slope = new double[dimension()];
    for (int b = 0; b < size; b++) {
      for (int i = 0; i < point.length; i++) {
        point[i] = parameters[i * size + b];
      }
      loss[b] = (float) tasks.get(b).lossAndGradient(point, slope);
      for (int i = 0; i < point.length; i++) {
        gradient[i * size + b] = (float) slope[i];
      }
    }
    Diverged.settle(loss, gradient, dimension(), size);
  }
}
