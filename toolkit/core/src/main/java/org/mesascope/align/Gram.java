package org.mesascope.align;

import java.util.List;
import org.mesascope.align.PearsonDistance.Canonical;
import org.mesascope.task.TransitionReward;

/** Covariances of canonical rewards under a coverage distribution. */
final class Gram {

  private Gram() {}

  /** Cost: O(m²) a covered transition for m rewards. */
  static double[][] of(EpicDistance epic, List<TransitionReward> rewards) {
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
      double size = forms.get(i).size();
      if (gram[i][i] <= PearsonDistance.RELATIVE_ZERO * size * PearsonDistance.RELATIVE_ZERO * size) {
        gram[i][i] = 0;
      }
      for (int j = 0; j < i; j++) {
        gram[j][i] = gram[i][j];
      }
    }
    return gram;
  }
}
