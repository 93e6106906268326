package org.mesascope.optimizer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mesascope.task.TaskBatch;

/** Some inner problems under way, and one window of them forward and backward. */
final class WindowBlock {

  private final DifferentiableOptimizer.Tape tape;
  private final float[] parameters;
  private final float[] losses;
  private final float[] update;

  /** The inner gradient before each of the window's steps, and after the last. */
  private final float[][] slopes;

  private final float[] ahead;
  private final float[] gradient;
  private @Nullable TaskBatch tasks;
  private double loss;

  WindowBlock(DifferentiableOptimizer optimizer, int dimension, int size, int window) {
    int columns = dimension * size;
    tape = optimizer.tape(columns, window);
    parameters = new float[columns];
    losses = new float[size];
    update = new float[columns];
    slopes = new float[window + 1][columns];
    ahead = new float[columns];
    gradient = new float[optimizer.weights()];
  }

  /** Turns to other problems; {@link #reset} or {@link #restore} says where to start on them. */
  void take(TaskBatch batch) {
    tasks = batch;
  }

  private TaskBatch tasks() {
    if (tasks == null) {
      throw new IllegalStateException("a block expects problems before its first window");
    }
    return tasks;
  }

  void reset() {
    tape.reset();
    tasks().start(parameters);
  }

  /**
   * One window.
   *
   * @param scale of each step's loss in the meta-loss
   */
  void run(float[] weights, int steps, float scale) {
    TaskBatch batch = tasks();
    tape.open(weights);
    batch.lossAndGradient(parameters, losses, slopes[0]);
    loss = 0;
    for (int t = 0; t < steps; t++) {
      tape.forward(slopes[t], update);
      for (int i = 0; i < update.length; i++) {
        parameters[i] += update[i];
      }
      batch.lossAndGradient(parameters, losses, slopes[t + 1]);
      for (float one : losses) {
        loss += one;
      }
    }
    Arrays.fill(ahead, 0);
    Arrays.fill(gradient, 0);
    for (int t = steps; t > 0; t--) {
      float[] slope = slopes[t];
      for (int i = 0; i < ahead.length; i++) {
        ahead[i] += scale * slope[i];
      }
      tape.backward(ahead, gradient);
    }
  }

  /** The sum of the window's losses over steps and problems. */
  double loss() {
    return loss;
  }

  /** Of the window, scaled; not copied. */
  float[] gradient() {
    return gradient;
  }

  int stateSize() {
    return parameters.length + tape.stateSize();
  }

  void save(float[] to, int at) {
    System.arraycopy(parameters, 0, to, at, parameters.length);
    tape.save(to, at + parameters.length);
  }

  void restore(float[] from, int at) {
    System.arraycopy(from, at, parameters, 0, parameters.length);
    tape.restore(from, at + parameters.length);
  }
}
