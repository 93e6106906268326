package org.mesascope.task;

import java.util.Arrays;

/**
 * A function and where to start on it.
 *
 * @param from the start; not copied
 * @param function adds to a gradient of 0; may give what is not finite
 */
record StartedTask(double[] from, Function function) implements Task {

  /** A loss that adds its gradient to an array of zeros. */
  @FunctionalInterface
  interface Function {
    double at(double[] parameters, double[] gradient);
  }

  static Task of(double[] from, Function function) {
    return new StartedTask(from, function);
  }

  @Override
  public int dimension() {
    return from.length;
  }

  @Override
  public double[] start() {
    return from.clone();
  }

  @Override
  public double lossAndGradient(double[] parameters, double[] gradient) {
    Arrays.fill(gradient, 0);
    return Diverged.settle(function.at(parameters, gradient), gradient);
  }
}
