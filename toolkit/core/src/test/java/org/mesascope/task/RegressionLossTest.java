package org.mesascope.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mesascope.stats.Seed;

class RegressionLossTest {

  private static final double[][] PENALTY = {{2, .5, 0}, {.5, 1, -.2}, {0, -.2, .7}};
  private static final double[] MEAN = {1, -1, .5};

  /** A convex quadratic is least where its gradient vanishes: central differences are exact. */
  @ParameterizedTest
  @EnumSource
  void theMinimiserIsLeast(RegressionLoss.Fit fit) {
    RegressionLoss loss = new RegressionLoss("prior", fit, MEAN, PENALTY);
    RandomGenerator random = Seed.of(1).random();
    double[] inputs = random.doubles(12, -1, 1).toArray();
    double[] labels = random.doubles(4, -2, 2).toArray();
    double[] w = loss.minimiser(inputs, labels);
    double least = loss.at(w, inputs, labels);
    for (int k = 0; k < 3; k++) {
      double[] up = w.clone();
      double[] down = w.clone();
      up[k] += .1;
      down[k] -= .1;
      assertThat(loss.at(up, inputs, labels)).isGreaterThan(least);
      assertThat(loss.at(up, inputs, labels))
          .isCloseTo(loss.at(down, inputs, labels), within(1e-12));
    }
  }

  @Test
  void refusesWhatIsNoPenalty() {
    assertThatThrownBy(
            () ->
                new RegressionLoss(
                    "skew",
                    RegressionLoss.Fit.SQUARES,
                    new double[2],
                    new double[][] {{1, 1}, {0, 1}}))
        .hasMessageContaining("symmetric");
    assertThatThrownBy(
            () ->
                new RegressionLoss(
                    "short", RegressionLoss.Fit.SQUARES, new double[2], new double[][] {{1, 1}}))
        .hasMessageContaining("2 rows");
    RegressionLoss none = RegressionLoss.ridge(2, 0);
    assertThatThrownBy(() -> none.minimiser(new double[] {1, 2}, new double[] {1}))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("no single minimum");
  }
}
