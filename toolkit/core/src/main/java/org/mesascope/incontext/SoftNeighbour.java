package org.mesascope.incontext;

import org.mesascope.task.Prompts;

/**
 * Softmax attention by distance, exp(−β‖xᵢ − x_q‖²): the nearest neighbour as β grows, but near
 * ties.
 */
record SoftNeighbour(String name, double sharpness) implements InContextModel {

  @Override
  public double[] predict(Prompts prompts) {
    double[] predictions = new double[prompts.count()];
    for (int p = 0; p < prompts.count(); p++) {
      double[] attention = attention(prompts, p);
      for (int i = 0; i < attention.length; i++) {
        predictions[p] += attention[i] * prompts.labels()[p * attention.length + i];
      }
    }
    return predictions;
  }

  /** 2β Σᵢ aᵢ (yᵢ − ŷ) xᵢ. */
  @Override
  public double[] sensitivity(Prompts prompts) {
    int n = prompts.context();
    int d = prompts.dimension();
    double[] predictions = predict(prompts);
    double[] all = new double[prompts.count() * d];
    for (int p = 0; p < prompts.count(); p++) {
      double[] attention = attention(prompts, p);
      for (int i = 0; i < n; i++) {
        double factor =
            2 * sharpness * attention[i] * (prompts.labels()[p * n + i] - predictions[p]);
        for (int k = 0; k < d; k++) {
          all[p * d + k] += factor * prompts.inputs()[(p * n + i) * d + k];
        }
      }
    }
    return all;
  }

  private double[] attention(Prompts prompts, int p) {
    int n = prompts.context();
    double[] a = new double[n];
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      a[i] = sharpness * NearestNeighbour.squaredDistance(prompts, p * n + i, p);
      least = Math.min(least, a[i]);
    }
    double total = 0;
    for (int i = 0; i < n; i++) {
      a[i] = Math.exp(least - a[i]);
      total += a[i];
    }
    for (int i = 0; i < n; i++) {
      a[i] /= total;
    }
    return a;
  }
}
