package org.mesascope.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SignFlipsTest {

  /** Oracle: all 8 patterns by hand; two of them are as far out as 3 + 2 + 1, four as 3 + 2 − 1. */
  @Test
  void allPatterns() {
    assertThat(SignFlips.twoSided(new double[] {3, 2, 1}, Seed.of(1))).isEqualTo(2 / 8.0);
    assertThat(SignFlips.twoSided(new double[] {3, 2, -1}, Seed.of(1))).isEqualTo(4 / 8.0);
    assertThat(SignFlips.twoSided(new double[] {0, 0}, Seed.of(1))).isEqualTo(1);
  }

  /** Oracle: 17 equal units reach their sum in 2 of 2^17 patterns; the draws say 1 of 10,000. */
  @Test
  void manyUnitsAreDrawn() {
    double[] units = new double[17];
    Arrays.fill(units, 1);
    assertThat(SignFlips.twoSided(units, Seed.of(1))).isCloseTo(1e-4, within(3e-4));
    assertThatThrownBy(() -> SignFlips.twoSided(new double[0], Seed.of(1)))
        .hasMessageContaining("at least 1 unit");
  }

  /** Oracle: under the null p is uniform; 5 % of 1,000 with a standard error of 7. */
  @Test
  void theLevelIsHeld() {
    RandomGenerator random = Seed.of(3).random();
    int rejected = 0;
    for (int i = 0; i < 1_000; i++) {
      double[] units = new double[10];
      Arrays.setAll(units, k -> random.nextGaussian());
      rejected += SignFlips.twoSided(units, Seed.of(i)) <= .05 ? 1 : 0;
    }
    assertThat(rejected).isBetween(25, 71);
  }
}
