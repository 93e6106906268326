package org.mesascope.incontext;

import org.mesascope.task.Prompts;

/** Answers with the label of the example nearest to the query; of several, the first. */
record NearestNeighbour() implements InContextModel {

  @Override
  public String name() {
    return "nearest neighbour";
  }

  @Override
  public double[] predict(Prompts prompts) {
    double[] predictions = new double[prompts.count()];
    for (int p = 0; p < prompts.count(); p++) {
      double least = Double.POSITIVE_INFINITY;
      for (int i = p * prompts.context(); i < (p + 1) * prompts.context(); i++) {
        double distance = squaredDistance(prompts, i, p);
        if (distance < least) {
          least = distance;
          predictions[p] = prompts.labels()[i];
        }
      }
    }
    return predictions;
  }

  /** 0: the prediction is constant but where the nearest example changes. */
  @Override
  public double[] sensitivity(Prompts prompts) {
    return new double[prompts.count() * prompts.dimension()];
  }

  static double squaredDistance(Prompts prompts, int example, int query) {
    int d = prompts.dimension();
    double sum = 0;
    for (int k = 0; k < d; k++) {
      double gap = prompts.inputs()[example * d + k] - prompts.queries()[query * d + k];
      sum += gap * gap;
    }
    return sum;
  }
}
