package org.mesascope.incontext;

import java.util.concurrent.CancellationException;
import org.mesascope.task.Prompts;

/** Learns weights from a prompt's examples and applies them to its query. */
record RuleModel(String name, LearningRule rule) implements InContextModel {

  @Override
  public double[] predict(Prompts prompts) {
    double[] predictions = new double[prompts.count()];
    int d = prompts.dimension();
    for (int p = 0; p < prompts.count(); p++) {
      double[] w = learned(prompts, p);
      for (int k = 0; k < d; k++) {
        predictions[p] += w[k] * prompts.queries()[p * d + k];
      }
    }
    return predictions;
  }

  @Override
  public double[] sensitivity(Prompts prompts) {
    int d = prompts.dimension();
    double[] all = new double[prompts.count() * d];
    for (int p = 0; p < prompts.count(); p++) {
      System.arraycopy(learned(prompts, p), 0, all, p * d, d);
    }
    return all;
  }

  @Override
  public String toString() {
    return name;
  }

  private double[] learned(Prompts prompts, int p) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(
          "\"%s\" was interrupted after %d of %d prompts".formatted(name, p, prompts.count()));
    }
    double[] w = rule.weights(Examples.of(prompts, p));
    if (w.length != prompts.dimension()) {
      throw new IllegalArgumentException(
          "\"%s\" learns %d weights, but the prompts' inputs have %d dimensions"
              .formatted(name, w.length, prompts.dimension()));
    }
    return w;
  }
}
