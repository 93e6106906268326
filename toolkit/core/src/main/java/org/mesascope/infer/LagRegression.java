package org.mesascope.infer;

import java.util.List;

/** The regression of updates on present and past gradients, one cluster a problem. */
final class LagRegression {

  private LagRegression() {}

  /** Rows from a first step on, each weighing 1/‖u‖²; gradients before step 0 are 0. */
  static ClusteredRegression of(UpdateSteps steps, List<Integer> problems, int lags, int first) {
    ClusteredRegression regression = new ClusteredRegression(lags, problems.size());
    double[] x = new double[lags];
    for (int t = first; t < steps.steps; t++) {
      for (int cluster = 0; cluster < problems.size(); cluster++) {
        int b = problems.get(cluster);
        double length = steps.length(t, b);
        for (int i = 0; length > 0 && i < steps.dimension; i++) {
          for (int k = 0; k < lags; k++) {
            x[k] = steps.gradient(t - k, i, b);
          }
          regression.add(cluster, x, steps.update(t, i, b), 1 / (length * length));
        }
      }
    }
    return regression;
  }
}
