package org.mesascope.task;

/** A task seen through a change of its parameters and loss. */
record AugmentedTask(Task task, Change change) implements Task {

  @Override
  public int dimension() {
    return task.dimension();
  }

  @Override
  public double[] start() {
    return change.outward(task.start());
  }

  @Override
  public double lossAndGradient(double[] parameters, double[] gradient) {
    double loss = change.factor() * task.lossAndGradient(change.inward(parameters), gradient);
    change.backward(gradient);
    return Diverged.settle(loss, gradient);
  }
}
