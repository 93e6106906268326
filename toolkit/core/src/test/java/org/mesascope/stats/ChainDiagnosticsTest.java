package org.mesascope.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ChainDiagnosticsTest {

  private static double[][] waves(int length, int kind) {
    double[][] chains = new double[4][length];
    for (int c = 0; c < 4; c++) {
      for (int i = 0; i < length; i++) {
        chains[c][i] =
            switch (kind) {
              case 0 -> Math.sin(1.7 * i + c) + .3 * Math.cos(.9 * i * c + 2);
              case 1 -> Math.sin(.05 * i + c) + .2 * Math.sin(2.3 * i) + (c == 3 ? .5 : 0);
              default -> Math.tan(1.3 * i + c);
            };
      }
    }
    return chains;
  }

  /** Oracle: ArviZ 0.17.1, rhat and ess (bulk, tail) of the same waves. */
  @Test
  void asArviz() {
    ChainDiagnostics quick = ChainDiagnostics.of(waves(200, 0));
    assertThat(quick.rHat()).isCloseTo(0.9990092619690809, within(1e-6));
    assertThat(quick.bulk()).isCloseTo(1046.7497760034917, within(1e-3));
    assertThat(quick.tail()).isCloseTo(905.4030139471392, within(1e-3));
    assertThat(quick.passes()).isTrue();
    ChainDiagnostics slow = ChainDiagnostics.of(waves(201, 1));
    assertThat(slow.rHat()).isCloseTo(1.0426281890483204, within(1e-6));
    assertThat(slow.bulk()).isCloseTo(26.477856815799658, within(1e-4));
    assertThat(slow.tail()).isCloseTo(42.579616129792676, within(1e-4));
    assertThat(slow.passes()).isFalse();
    ChainDiagnostics heavy = ChainDiagnostics.of(waves(200, 2));
    assertThat(heavy.rHat()).isCloseTo(0.9959317979385426, within(1e-6));
    assertThat(heavy.bulk()).isCloseTo(1884.6272344585566, within(1e-2));
    assertThat(heavy.tail()).isCloseTo(914.535115897466, within(1e-3));
  }

  /** Theory: an autoregression of coefficient φ has S(1 − φ)/(1 + φ) effective draws. */
  @Test
  void autoregressionOverSeeds() {
    double phi = .6;
    double sum = 0;
    int seeds = 20;
    for (int seed = 0; seed < seeds; seed++) {
      double[][] chains = new double[4][1000];
      RandomGenerator random = Seed.of(3).split(seed).random();
      for (double[] chain : chains) {
        double x = random.nextGaussian() / Math.sqrt(1 - phi * phi);
        for (int i = 0; i < chain.length; i++) {
          x = phi * x + random.nextGaussian();
          chain[i] = x;
        }
      }
      ChainDiagnostics found = ChainDiagnostics.of(chains);
      assertThat(found.rHat()).isLessThan(1.02);
      sum += found.bulk() / seeds;
    }
    assertThat(sum).isCloseTo(4000 * (1 - phi) / (1 + phi), within(60.0));
  }

  @Test
  void chainsThatStandApartOrStillAreSeen() {
    double[][] apart = waves(200, 0);
    for (int i = 0; i < 200; i++) {
      apart[2][i] += 3;
    }
    assertThat(ChainDiagnostics.of(apart).rHat()).isGreaterThan(1.3);
    double[][] wide = waves(200, 0);
    for (int i = 0; i < 200; i++) {
      wide[1][i] *= 20;
    }
    assertThat(ChainDiagnostics.of(wide).rHat())
        .as("same centre, another width")
        .isGreaterThan(1.1);
    double[][] still = {{1, 1, 1, 1}, {2, 2, 2, 2}};
    assertThat(ChainDiagnostics.of(still).rHat()).isInfinite();
    assertThat(ChainDiagnostics.of(new double[] {1, 1, 1, 1}).rHat()).isEqualTo(1);
  }

  @Test
  void badInput() {
    assertThatThrownBy(() -> ChainDiagnostics.of(new double[] {1, 2, 3}))
        .hasMessageContaining("at least 4 draws");
    assertThatThrownBy(() -> ChainDiagnostics.of(new double[4], new double[5]))
        .hasMessageContaining("one length");
    assertThatThrownBy(() -> ChainDiagnostics.of(new double[] {1, 2, Double.NaN, 3}))
        .hasMessageContaining("finite draws");
  }
}
