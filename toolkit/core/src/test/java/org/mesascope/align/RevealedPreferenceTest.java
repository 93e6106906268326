package org.mesascope.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;

/**
 * Oracles: ten published 3-good observations and a crossing pair, and brute force on small ones.
 */
class RevealedPreferenceTest {

  private static final double[][] PRICES = {
    {4, 4, 4}, {1, 9, 3}, {2, 8, 3}, {1, 8, 4}, {3, 1, 9},
    {3, 2, 8}, {8, 4, 1}, {4, 1, 8}, {9, 3, 1}, {8, 3, 2}
  };
  private static final double[][] QUANTITIES = {
    {1.81, .19, 10.51}, {17.28, 2.26, 4.13}, {12.33, 2.05, 2.99}, {6.06, 5.19, .62},
    {11.34, 10.33, .63}, {4.33, 8.08, 2.61}, {4.36, 1.34, 9.76}, {1.37, 36.35, 1.02},
    {3.21, 4.97, 6.20}, {.32, 8.53, 10.92}
  };

  @Test
  void tenObservations() {
    RevealedPreference ten = RevealedPreference.of(PRICES, QUANTITIES);
    assertThat(ten.garp().violations()).isEqualTo(8);
    assertThat(ten.garp(.9)).isEqualTo(new RevealedPreference.Garp(.9, 0));
    assertThat(ten.ccei()).isCloseTo(.9488409272581934, within(1e-12));
    assertThat(ten.moneyPump()).isPresent();
    assertThat(ten.moneyPump().get().least()).isCloseTo(.0724275724275725, within(1e-12));
    assertThat(ten.moneyPump().get().greatest()).isCloseTo(.18732823664618004, within(1e-12));
    assertThat(ten.houtmanMaks()).isEqualTo(new HoutmanMaks(9, 9, 10));
    assertThat(ten.toString()).contains("broken", "9 of 10");
  }

  @Test
  void twoObservationsThatCross() {
    RevealedPreference two =
        RevealedPreference.of(new double[][] {{1, .1}, {.1, 1}}, new double[][] {{2, 0}, {0, 2}});
    assertThat(two.ccei()).isCloseTo(.1, within(1e-15));
    assertThat(two.moneyPump().get().least()).isCloseTo(.9, within(1e-12));
    assertThat(two.moneyPump().get().greatest()).isCloseTo(.9, within(1e-12));
    assertThat(two.houtmanMaks()).isEqualTo(new HoutmanMaks(1, 1, 2));
  }

  /** Cobb–Douglas demand, xₖ = αₖ m / pₖ, maximises a utility: no index may object. */
  @Test
  void aMaximiserIsConsistent() {
    RandomGenerator random = Seed.of(1).random();
    double[][] prices = new double[200][3];
    double[][] bundles = new double[200][3];
    double[] shares = {.5, .3, .2};
    for (int i = 0; i < 200; i++) {
      double money = 1 + 9 * random.nextDouble();
      for (int k = 0; k < 3; k++) {
        prices[i][k] = .2 + random.nextDouble();
        bundles[i][k] = shares[k] * money / prices[i][k];
      }
    }
    RevealedPreference choices = RevealedPreference.of(prices, bundles);
    assertThat(choices.garp().holds()).isTrue();
    assertThat(choices.ccei()).isEqualTo(1);
    assertThat(choices.moneyPump()).isEmpty();
    assertThat(choices.houtmanMaks()).isEqualTo(new HoutmanMaks(200, 200, 200));
    assertThat(choices.power(40, Seed.of(2)).value()).isGreaterThan(.9);
  }

  /** A permutation of a duplicate bundle changes nothing. */
  @Test
  void theSameBundleTwiceIsNoContradiction() {
    RevealedPreference same =
        RevealedPreference.of(new double[][] {{1, 2}, {2, 1}}, new double[][] {{1, 1}, {1, 1}});
    assertThat(same.garp().holds()).isTrue();
    assertThat(same.ccei()).isEqualTo(1);
  }

  @Test
  void agreesWithBruteForce() {
    SplittableRandom random = new SplittableRandom(5);
    int broken = 0;
    for (int draw = 0; draw < 60; draw++) {
      int n = 7;
      double[][] prices = new double[n][2];
      double[][] bundles = new double[n][2];
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < 2; k++) {
          prices[i][k] = 1 + random.nextInt(4);
          bundles[i][k] = 1 + random.nextInt(5);
        }
      }
      RevealedPreference found = RevealedPreference.of(prices, bundles);
      assertThat(found.garp().violations()).isEqualTo(violations(prices, bundles, all(n), 1));
      assertThat(found.houtmanMaks().atLeast()).isEqualTo(largestSubset(prices, bundles));
      assertThat(found.houtmanMaks().isExact()).isTrue();
      double ccei = found.ccei();
      assertThat(violations(prices, bundles, all(n), ccei - 1e-9)).isZero();
      if (ccei < 1) {
        assertThat(violations(prices, bundles, all(n), ccei + 1e-9)).isPositive();
        broken++;
      }
    }
    assertThat(broken).isGreaterThan(10);
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RevealedPreference.of(new double[0][0], new double[0][0]))
        .withMessageContaining("at least one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RevealedPreference.of(new double[][] {{1, 0}}, new double[][] {{1, 1}}))
        .withMessageContaining("observation 0, good 1 expects a price above 0, got 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> RevealedPreference.of(new double[][] {{1, 1}}, new double[][] {{Double.NaN, 1}}))
        .withMessageContaining("a quantity of at least 0, got NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RevealedPreference.of(new double[][] {{1}}, new double[][] {{0}}))
        .withMessageContaining("bought nothing");
  }

  private static BitSet all(int n) {
    BitSet all = new BitSet();
    all.set(0, n);
    return all;
  }

  /** Warshall's closure by the definition. */
  private static int violations(double[][] prices, double[][] bundles, BitSet among, double e) {
    int n = prices.length;
    boolean[][] weak = new boolean[n][n];
    boolean[][] strict = new boolean[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double own = dot(prices[i], bundles[i]);
        double other = dot(prices[i], bundles[j]);
        boolean both = among.get(i) && among.get(j) && i != j;
        weak[i][j] = both && other <= e * own + 1e-12;
        strict[i][j] = both && other < e * own - 1e-12;
      }
    }
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          weak[i][j] |= weak[i][k] && weak[k][j];
        }
      }
    }
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        count += weak[i][j] && strict[j][i] ? 1 : 0;
      }
    }
    return count;
  }

  private static int largestSubset(double[][] prices, double[][] bundles) {
    int best = 0;
    for (long mask = 0; mask < 1L << prices.length; mask++) {
      BitSet among = BitSet.valueOf(new long[] {mask});
      if (among.cardinality() > best && violations(prices, bundles, among, 1) == 0) {
        best = among.cardinality();
      }
    }
    return best;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
