package org.mesascope.infer;

import java.util.Arrays;
import org.mesascope.optimizer.Optimizer;

/**
 * What an optimizer does with gradients that are set by hand, in one dimension.
 *
 * @param x what is varied: the gradient's size, or the step
 * @param downhill how far it goes against the gradient, the update with its sign turned
 */
public record ProbedSteps(double[] x, double[] downhill) {

  private static final int PER_DECADE = 4;

  /** The first update against the gradient, from 1e-3 to 1e3. */
  static ProbedSteps first(Optimizer optimizer) {
    int count = 6 * PER_DECADE + 1;
    double[] sizes = new double[count];
    Arrays.setAll(sizes, i -> Math.pow(10, (double) i / PER_DECADE - 3));
    float[] gradient = new float[count];
    for (int i = 0; i < count; i++) {
      gradient[i] = (float) sizes[i];
    }
    return new ProbedSteps(sizes, step(optimizer, optimizer.start(1, count), gradient, 0));
  }

  /** The updates under a gradient that stays the same: the rule's own schedule. */
  static ProbedSteps held(Optimizer optimizer, double size, int steps) {
    Optimizer.Run run = optimizer.start(1, 1);
    double[] x = new double[steps];
    double[] downhill = new double[steps];
    for (int t = 0; t < steps; t++) {
      x[t] = t;
      downhill[t] = step(optimizer, run, new float[] {(float) size}, t)[0];
    }
    return new ProbedSteps(x, downhill);
  }

  private static double[] step(Optimizer optimizer, Optimizer.Run run, float[] gradient, int t) {
    float[] moved = new float[gradient.length];
    float[] loss = new float[gradient.length];
    Arrays.fill(loss, 1);
    run.step(moved, loss, gradient);
    double[] downhill = new double[moved.length];
    for (int i = 0; i < moved.length; i++) {
      downhill[i] = -moved[i];
      if (!Float.isFinite(moved[i])) {
        throw new ArithmeticException(
            "%s gives no finite update for a gradient of %s at step %d"
                .formatted(optimizer.name(), gradient[i], t));
      }
    }
    return downhill;
  }
}
