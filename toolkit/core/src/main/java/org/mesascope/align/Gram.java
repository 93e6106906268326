package org.mesascope.align;

import java.util.List;
import org.mesascope.align.PearsonDistance.Canonical;
import org.mesascope.task.TransitionReward;

/**
 * Covariances of canonical rewards under a coverage distribution.
 *
 * @param covariance of each pair
 * @param size the largest |R| of each
 */
record Gram(double[][] covariance, double[] size) {

  /** Cost: O(m²) a covered transition for m rewards. */
  static Gram of(EpicDistance epic, List<TransitionReward> rewards) {
    List<Canonical> forms = rewards.stream().map(epic::canonical).toList();
    int m = forms.size();
    double[] mean = new double[m];
    epic.coverage()
        .forEach(
            (s, a, next, weight) -> {
              for (int i = 0; i < m; i++) {
                mean[i] += weight * forms.get(i).form().at(s, a, next);
              }
            });
    double[][] gram = new double[m][m];
    double[] x = new double[m];
    epic.coverage()
        .forEach(
            (s, a, next, weight) -> {
              for (int i = 0; i < m; i++) {
                x[i] = forms.get(i).form().at(s, a, next) - mean[i];
                for (int j = 0; j <= i; j++) {
                  gram[i][j] += weight * x[i] * x[j];
                }
              }
            });
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < i; j++) {
        gram[j][i] = gram[i][j];
      }
    }
    return new Gram(gram, forms.stream().mapToDouble(Canonical::size).toArray());
  }
}
