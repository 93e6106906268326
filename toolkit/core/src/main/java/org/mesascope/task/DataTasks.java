package org.mesascope.task;

import java.util.Map;

/** What families of tasks on data share: how their parameters are written and read. */
final class DataTasks {

  private DataTasks() {}

  static TaskParams params(Examples examples, double[] start) {
    return new TaskParams(
        Map.of("inputs", examples.inputs(), "targets", examples.targets(), "start", start));
  }

  static double[] start(TaskFamily family, TaskParams params) {
    return Families.array(family, params, "start", family.dimension());
  }

  static Examples examples(TaskFamily family, ExampleLaw law, TaskParams params) {
    return new Examples(
        law.dimension(),
        Families.array(family, params, "inputs", law.count() * law.dimension()),
        Families.array(family, params, "targets", law.count()));
  }

  /** ‖Xθ − y‖² / 2n; adds Xᵀ(Xθ − y) / n to the slope. */
  static double halfMeanSquare(Examples examples, double[] x, double[] slope) {
    int d = examples.dimension();
    int n = examples.count();
    double sum = 0;
    for (int k = 0; k < n; k++) {
      double residual = Sums.dot(examples.inputs(), k * d, x, 0, d) - examples.targets()[k];
      sum += residual * residual;
      Sums.add(residual / n, examples.inputs(), k * d, slope, 0, d);
    }
    return sum / (2 * n);
  }
}
