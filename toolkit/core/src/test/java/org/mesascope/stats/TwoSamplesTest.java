package org.mesascope.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Oracle: all 252 splits counted by independent NumPy code; rliable's own test matrices. */
class TwoSamplesTest {

  private static final double[] X = {.1, .4, .5, .9, 1.3};
  private static final double[] Y = {.8, 1.4, 1.5, 2.1, 2.2};
  private static final Seed SEED = Seed.of(1);
  private static final TwoSamples.Statistic MMD = (x, y) -> TwoSamples.meanDiscrepancy(x, y, 1);

  @Test
  void statistics() {
    assertThat(TwoSamples.energy(X, Y)).isCloseTo(.992, within(1e-12));
    assertThat(MMD.of(X, Y)).isCloseTo(.37759903721956256, within(1e-14));
    assertThat(TwoSamples.mannWhitney(X, Y)).isEqualTo(2);
    assertThat(TwoSamples.mannWhitney(Y, X)).isEqualTo(23);
    assertThat(TwoSamples.largestGap(X, Y)).isCloseTo(.8, within(1e-15));
  }

  @Test
  void exactPermutations() {
    assertThat(TwoSamples.permutation(X, Y, TwoSamples::energy, SEED)).isEqualTo(8 / 252.0);
    assertThat(TwoSamples.permutation(X, Y, MMD, SEED)).isEqualTo(6 / 252.0);
    TwoSamples.Statistic twoSided = (x, y) -> Math.abs(TwoSamples.mannWhitney(x, y) - 12.5);
    assertThat(TwoSamples.permutation(X, Y, twoSided, SEED)).isEqualTo(8 / 252.0);
  }

  /** Under the null a p-value of at most .05 comes in at most a twentieth of the tests. */
  @Test
  void randomPermutationsHoldTheirLevel() {
    int rejected = 0;
    for (int i = 0; i < 60; i++) {
      var random = SEED.split(i).random();
      double[] x = random.doubles(12).toArray();
      double[] y = random.doubles(12).toArray();
      TwoSamples.Statistic means = (a, b) -> Math.abs(Averages.mean(a) - Averages.mean(b));
      double p = TwoSamples.permutation(x, y, means, SEED.split("p").split(i));
      assertThat(p).isEqualTo(TwoSamples.permutation(x, y, means, SEED.split("p").split(i)));
      rejected += p <= .05 ? 1 : 0;
    }
    // 99.9 % quantile of a binomial of 60 draws with chance .05
    assertThat(rejected).isLessThanOrEqualTo(9);
    double[] far = {9, 9.1, 9.2, 9.3, 9.4, 9.5, 9.6, 9.7, 9.8, 9.9, 10, 11};
    double[] near = SEED.random().doubles(12).toArray();
    assertThat(TwoSamples.permutation(near, far, TwoSamples::energy, SEED)).isLessThan(.001);
  }

  @Test
  void improvementIsTheMeanOverTasksOfWinning() {
    double[][] x = {{1, 2}, {2, 2}, {1, 1}, {2, 1}};
    double[][] y = {{1, 1}, {2, 2}, {3, 3}};
    assertThat(TwoSamples.probabilityOfImprovement(x, y)).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(TwoSamples.probabilityOfImprovement(y, x)).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(TwoSamples.probabilityOfImprovement(x, x)).isEqualTo(.5);
    assertThatThrownBy(() -> TwoSamples.probabilityOfImprovement(x, new double[][] {{1}}))
        .hasMessageContaining("2 tasks each, run 0 has 1");
    assertThatThrownBy(() -> TwoSamples.probabilityOfImprovement(new double[0][], y))
        .hasMessageContaining("at least 1 run");
  }

  @Test
  void badInput() {
    assertThatThrownBy(() -> TwoSamples.energy(X, new double[0])).hasMessageContaining("one value");
    assertThatThrownBy(() -> TwoSamples.energy(X, new double[] {1, Double.NaN}))
        .hasMessageContaining("got NaN at index 1");
    assertThatThrownBy(() -> TwoSamples.meanDiscrepancy(X, Y, 0)).hasMessageContaining("width");
    assertThatThrownBy(() -> TwoSamples.meanDiscrepancy(X, new double[] {1}, 1))
        .hasMessageContaining("at least 2 values");
    assertThatThrownBy(() -> TwoSamples.permutation(X, Y, (a, b) -> Double.NaN, SEED))
        .hasMessageContaining("finite statistic");
  }
}
