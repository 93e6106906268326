package org.mesascope.optimizer;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.mesascope.task.TaskBatch;

/** One unroll under way. */
final class UnrollLoop {

  private final Optimizer optimizer;
  private final TaskBatch tasks;
  private final int steps;
  private final int count;

  UnrollLoop(Optimizer optimizer, TaskBatch tasks, int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("an unroll expects at least 0 steps, got " + steps);
    }
    this.optimizer = optimizer;
    this.tasks = tasks;
    this.steps = steps;
    this.count = tasks.dimension() * tasks.size();
  }

  /**
   * @throws CancellationException if the thread was interrupted
   */
  Unroll run(Unroll.@Nullable Observer observer) {
    float[] parameters = new float[count];
    float[] before = new float[observer == null ? 0 : count];
    float[] gradient = new float[count];
    float[][] losses = new float[steps + 1][tasks.size()];
    tasks.start(parameters);
    Optimizer.Run run = optimizer.start(tasks.dimension(), tasks.size());
    for (int t = 0; t < steps; t++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException(
            "the unroll of " + optimizer.name() + " was interrupted in step " + t);
      }
      tasks.lossAndGradient(parameters, losses[t], gradient);
      stayDiverged(losses, t);
      if (observer == null) {
        run.step(parameters, losses[t], gradient);
      } else {
        System.arraycopy(parameters, 0, before, 0, count);
        run.step(parameters, losses[t], gradient);
        observer.step(t, before, losses[t], gradient, update(parameters, before));
      }
    }
    tasks.lossAndGradient(parameters, losses[steps], gradient);
    stayDiverged(losses, steps);
    return new Unroll(optimizer.name(), steps, tasks.size(), tasks.dimension(), losses, parameters);
  }

  private static float[] update(float[] after, float[] before) {
    float[] update = new float[after.length];
    for (int i = 0; i < update.length; i++) {
      update[i] = after[i] - before[i];
    }
    return update;
  }

  /** Who has left the numbers does not come back, wherever the optimizer may lead it. */
  private static void stayDiverged(float[][] losses, int step) {
    float[] loss = losses[step];
    for (int b = 0; b < loss.length; b++) {
      if (!Float.isFinite(loss[b]) || (step > 0 && Float.isInfinite(losses[step - 1][b]))) {
        loss[b] = Float.POSITIVE_INFINITY;
      }
    }
  }
}
