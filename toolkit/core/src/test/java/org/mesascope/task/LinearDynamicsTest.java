package org.mesascope.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;

class LinearDynamicsTest {

  @Test
  void theHiddenMatricesAreOrthogonalAndMoveTheStates() {
    Sequences sequences = new LinearDynamics(3, 5, 0).sample(4, Seed.of(1));
    for (int i = 0; i < 4; i++) {
      double[] w = sequences.matrices();
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
          double product = 0;
          for (int k = 0; k < 3; k++) {
            product += w[i * 9 + a * 3 + k] * w[i * 9 + b * 3 + k];
          }
          assertThat(product).isCloseTo(a == b ? 1 : 0, within(1e-12));
        }
      }
      assertThat(norm(sequences, i, 4)).isCloseTo(norm(sequences, i, 0), within(1e-12));
    }
  }

  private static double norm(Sequences sequences, int i, int t) {
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      sum += Math.pow(sequences.states()[(i * 5 + t) * 3 + k], 2);
    }
    return sum;
  }

  /** Haar: E W = 0 and E W_jk² = 1/d; |z| < 4. In one dimension W is a fair sign. */
  @Test
  void theMatricesAreUniformOnTheOrthogonalGroup() {
    int count = 4000;
    double[] w = new LinearDynamics(2, 2, 0).sample(count, Seed.of(3)).matrices();
    for (int k = 0; k < 4; k++) {
      double mean = 0;
      double square = 0;
      for (int i = 0; i < count; i++) {
        mean += w[i * 4 + k] / count;
        square += w[i * 4 + k] * w[i * 4 + k] / count;
      }
      assertThat(mean).isCloseTo(0, within(4 * Math.sqrt(.5 / count)));
      assertThat(square).isCloseTo(.5, within(4 * Math.sqrt(.125 / count)));
    }
    assertThat(new LinearDynamics(1, 2, 0).sample(60, Seed.of(3)).matrices()).contains(-1.0, 1.0);
  }

  @Test
  void sequenceIComesFromItsOwnStream() {
    LinearDynamics dynamics = new LinearDynamics(2, 4, .1);
    assertThat(dynamics.sample(2, Seed.of(1)).states())
        .isEqualTo(java.util.Arrays.copyOf(dynamics.sample(3, Seed.of(1)).states(), 16));
    assertThatThrownBy(() -> new LinearDynamics(2, 1, .1)).hasMessageContaining("2 states");
    assertThatThrownBy(() -> new LinearDynamics(2, 4, Double.NaN)).hasMessageContaining("NaN");
  }
}
