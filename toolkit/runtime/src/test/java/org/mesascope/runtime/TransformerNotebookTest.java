package org.mesascope.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Key numbers of 04-optimizer-inside-a-transformer. */
class TransformerNotebookTest {

  private final ExecutedNotebook transformer = NotebookRun.of("04-optimizer-inside-a-transformer");

  /** Oracle: Ahn et al. (2023), x ~ U(−1, 1), N = 10: A* = 1.5152, L* = 1.6498. */
  @Test
  void oneLinearLayerReachesItsExactOptimum() {
    double[] diagonal = transformer.numbers("one", "mean diagonal of A");
    assertThat(diagonal[1]).isCloseTo(1.5152, within(1e-3));
    assertThat(diagonal[0]).isCloseTo(1.5152, within(.02 * 1.5152));
    double[] risk = transformer.numbers("one", "exact risk of A");
    assertThat(risk[1]).isCloseTo(1.6498, within(1e-3));
    assertThat(risk[0] / risk[1]).isBetween(1.0, 1.005);
  }

  /** Oracle: the closed-form risk under input scale; the cosine sees none of it. */
  @Test
  void theCosineDoesNotSeeTheFailureOutOfDistribution() {
    String[] scales = {"0.25", "0.5", "1.0", "1.25", "1.5", "2.0", "3.0"};
    double[] exact = {.1956, .6492, 1.6498, 3.410, 9.631, 67.21, 984.5};
    for (int i = 0; i < scales.length; i++) {
      double[] row = transformer.numbers("scale-table", scales[i]);
      int of = row.length - 4;
      assertThat(row[of]).as("scale " + scales[i]).isCloseTo(exact[i], within(1e-3 * exact[i]));
      assertThat(row[of - 3]).as("scale " + scales[i]).isCloseTo(exact[i], within(.15 * exact[i]));
      assertThat(row[of + 1]).as("cosine").isGreaterThan(.999);
    }
  }
}
