package org.mesascope.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesascope.stats.Seed;

/** Coverage of the BCa interval of a mean: ORACLES.md section 4, by simulation. */
class SeedMeanTest {

  @ParameterizedTest
  @CsvSource({
    "10, false, .889",
    "20, false, .915",
    "50, false, .937",
    "10, true, .820",
    "20, true, .870"
  })
  void coverageFallsShortWhereSeedsAreFew(int n, boolean lognormal, double expected) {
    RandomGenerator random =
        Seed.of(17).split(n).split(lognormal ? "lognormal" : "normal").random();
    double truth = lognormal ? Math.exp(.5) : 0;
    int samples = 2000;
    int covered = 0;
    for (int k = 0; k < samples; k++) {
      double[] values = new double[n];
      for (int i = 0; i < n; i++) {
        double z = random.nextGaussian();
        values[i] = lognormal ? Math.exp(z) : z;
      }
      covered += SeedMean.interval(values, Seed.of(k), 500).contains(truth) ? 1 : 0;
    }
    assertThat((double) covered / samples).isCloseTo(expected, within(.03));
  }
}
