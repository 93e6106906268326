package org.mesascope.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TwoSamplesTest {

  private static final double[] X = {.1, .4, .5, .9, 1.3};
  private static final double[] Y = {.8, 1.4, 1.5, 2.1, 2.2};
  private static final Seed SEED = Seed.of(1);

  /** Oracle: computed independently over all 252 splits: .992 with p 8/252. */
  @Test
  void energy() {
    Tested tested = TwoSamples.energy(units(X), units(Y), SEED);
    assertThat(tested.statistic()).isCloseTo(.992, within(1e-12));
    assertThat(tested.p()).isEqualTo(8 / 252.0);
    assertThat(tested.exact()).isTrue();
  }

  /** Oracle: computed independently over all 252 splits: .377599 with p 6/252. */
  @Test
  void meanDiscrepancy() {
    Tested tested = TwoSamples.meanDiscrepancy(units(X), units(Y), 1, SEED);
    assertThat(tested.statistic()).isCloseTo(.37759903721956256, within(1e-12));
    assertThat(tested.p()).isEqualTo(6 / 252.0);
  }

  /** Oracle: computed independently: .462627, and .8 for the distribution functions. */
  @Test
  void otherDistances() {
    Tested biased = TwoSamples.biasedMeanDiscrepancy(units(X), units(Y), 1, SEED);
    assertThat(biased.statistic()).isCloseTo(.46262744654345367, within(1e-12));
    Tested largest = TwoSamples.kolmogorovSmirnov(X, Y, SEED);
    assertThat(largest.statistic()).isCloseTo(.8, within(1e-12));
    // by hand: of equal values the last one counts, so that only the whole split 1, 1 | 2, 2 is far
    Tested ties = TwoSamples.kolmogorovSmirnov(new double[] {1, 1}, new double[] {2, 2}, SEED);
    assertThat(ties).isEqualTo(new Tested(1, 2 / 6.0, true));
  }

  /** Oracle: SciPy's exact Mann–Whitney, U = 2 and p = 8/252. */
  @Test
  void mannWhitney() {
    Tested tested = TwoSamples.mannWhitney(X, Y, SEED);
    assertThat(tested.statistic()).isEqualTo(2);
    assertThat(tested.p()).isEqualTo(8 / 252.0);
  }

  /** Oracle: of the 6 splits of 1, 2 against 3, 4, two are as far apart. */
  @Test
  void meansBySplitting() {
    Tested tested = TwoSamples.means(new double[] {1, 2}, new double[] {3, 4}, SEED);
    assertThat(tested).isEqualTo(new Tested(-2, 2 / 6.0, true));
  }

  /** Oracle: 3 clusters against 3 have 20 splits, whatever the number of rows. */
  @Test
  void onlyClustersAreExchanged() {
    double[][] first = {{1, 1, 1, 1}, {1, 1}, {1, 1, 1}};
    double[][] second = {{0, 0}, {0, 0, 0, 0}, {0}};
    Tested tested = TwoSamples.clustered(first, second, SEED);
    assertThat(tested).isEqualTo(new Tested(1, 2 / 20.0, true));
  }

  /**
   * Oracle: the level. Rows of a cluster are alike; taken one by one they reject far too often,
   * cluster by cluster 5 % of 400 times, with a standard error of 1.1 %.
   */
  @Test
  void theLevelIsHeldWhereRowsOfAClusterAreAlike() {
    RandomGenerator random = Seed.of(5).random();
    int byCluster = 0;
    int byRow = 0;
    for (int i = 0; i < 400; i++) {
      double[][] first = alike(random);
      double[][] second = alike(random);
      byCluster += TwoSamples.clustered(first, second, SEED).p() <= .05 ? 1 : 0;
      if (i < 100) {
        byRow += TwoSamples.means(rows(first), rows(second), SEED).p() <= .05 ? 1 : 0;
      }
    }
    assertThat(byCluster / 400.0).isBetween(.02, .085);
    assertThat(byRow / 100.0).isGreaterThan(.15);
  }

  /** Oracle: energy and discrepancy see a difference of spread, which means do not. */
  @Test
  void distributionsWithTheSameMean() {
    RandomGenerator random = Seed.of(6).random();
    double[] narrow = random.doubles(40).map(u -> u - .5).toArray();
    double[] wide = random.doubles(40).map(u -> 6 * (u - .5)).toArray();
    assertThat(TwoSamples.energy(units(narrow), units(wide), SEED).p()).isLessThan(.01);
    assertThat(TwoSamples.meanDiscrepancy(units(narrow), units(wide), 1, SEED).p()).isLessThan(.01);
    assertThat(TwoSamples.means(narrow, wide, SEED).p()).isGreaterThan(.05);
  }

  @Test
  void whatCannotBeTestedIsRefused() {
    assertThatThrownBy(() -> TwoSamples.means(new double[] {1}, new double[0], SEED))
        .hasMessageContaining("at least 1 unit in each group");
    assertThatThrownBy(
            () -> TwoSamples.clustered(new double[][] {{1}, {}}, new double[][] {{1}}, SEED))
        .hasMessageContaining("cluster 1 expects at least one row");
    assertThatThrownBy(() -> TwoSamples.energy(new double[][] {{1, 2}}, new double[][] {{1}}, SEED))
        .hasMessageContaining("unit 1 expects 2 finite coordinates");
    assertThatThrownBy(() -> TwoSamples.meanDiscrepancy(units(X), units(Y), 0, SEED))
        .hasMessageContaining("positive width");
  }

  private static double[][] alike(RandomGenerator random) {
    double[][] clusters = new double[6][5];
    for (double[] cluster : clusters) {
      double common = random.nextGaussian();
      Arrays.setAll(cluster, i -> common + .3 * random.nextGaussian());
    }
    return clusters;
  }

  private static double[] rows(double[][] clusters) {
    return Arrays.stream(clusters).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[][] units(double[] values) {
    return Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
  }
}
