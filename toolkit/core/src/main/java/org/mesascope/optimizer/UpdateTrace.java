package org.mesascope.optimizer;

import org.mesascope.task.TaskBatch;

/**
 * An unroll with every step kept, to read the update rule from. Arrays are {@code
 * [T][dimension][batch]}, the last two in one; index {@code i * batch + b}.
 *
 * @param unroll the losses
 * @param parameters before each step
 * @param gradients at those parameters; 0 for a problem that has diverged
 * @param updates what each step added to the parameters
 */
public record UpdateTrace(
    Unroll unroll, float[][] parameters, float[][] gradients, float[][] updates) {

  static UpdateTrace of(Optimizer optimizer, TaskBatch tasks, int steps) {
    UnrollLoop loop = new UnrollLoop(optimizer, tasks, steps);
    float[][] parameters = new float[steps][];
    float[][] gradients = new float[steps][];
    float[][] updates = new float[steps][];
    Unroll unroll =
        loop.run(
            (t, p, loss, g, u) -> {
              parameters[t] = p.clone();
              gradients[t] = g.clone();
              updates[t] = u.clone();
            });
    return new UpdateTrace(unroll, parameters, gradients, updates);
  }
}
