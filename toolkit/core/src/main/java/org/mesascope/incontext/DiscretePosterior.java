package org.mesascope.incontext;

import java.util.List;

/** The posterior mean over a finite pool of weights; see {@link Rivals#memoriser}. */
record DiscretePosterior(List<double[]> pool, double noise) implements LearningRule {

  DiscretePosterior {
    List<Integer> sizes = pool.stream().map(w -> w.length).distinct().toList();
    if (sizes.size() != 1) {
      throw new IllegalArgumentException(
          "a memoriser expects at least one w, all of one dimension, got dimensions " + sizes);
    }
  }

  @Override
  public double[] weights(Examples examples) {
    int d = pool.get(0).length;
    if (d != examples.dimension()) {
      throw new IllegalArgumentException(
          "a memoriser of weights of %d dimensions expects inputs of as many, got %d"
              .formatted(d, examples.dimension()));
    }
    double[] logs = new double[pool.size()];
    double most = Double.NEGATIVE_INFINITY;
    for (int m = 0; m < logs.length; m++) {
      for (int i = 0; i < examples.context(); i++) {
        double miss = (examples.labels()[i] - examples.predicted(pool.get(m), i)) / noise;
        logs[m] -= miss * miss / 2;
      }
      most = Math.max(most, logs[m]);
    }
    double total = 0;
    double[] mean = new double[d];
    for (int m = 0; m < logs.length; m++) {
      double weight = Math.exp(logs[m] - most);
      total += weight;
      for (int k = 0; k < d; k++) {
        mean[k] += weight * pool.get(m)[k];
      }
    }
    for (int k = 0; k < d; k++) {
      mean[k] /= total;
    }
    return mean;
  }
}
