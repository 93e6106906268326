package org.mesascope.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mesascope.numeric.NoiseStream;
import org.mesascope.stats.Seed;

/** Both ways of drawing against the moments that each law states. */
class InputLawTest {

  private static final int COUNT = 400_000;
  private static final List<InputLaw> LAWS =
      List.of(
          new InputLaw.Uniform(3, 1.5),
          new InputLaw.Sparse(3, .7, 2),
          new InputLaw.Gaussian(new double[][] {{1.2, .5, -.2}, {.5, .8, .1}, {-.2, .1, .6}}));

  @Test
  void drawsHaveTheMomentsStated() {
    for (InputLaw law : LAWS) {
      double[][] one = new double[COUNT][3];
      var random = Seed.of(1).random();
      for (double[] x : one) {
        law.draw(random, x, 0);
      }
      assertMoments(law, one);
      float[][] rows = new float[4][COUNT];
      law.draw(new NoiseStream(2), rows, 1, COUNT);
      for (int b = 0; b < COUNT; b++) {
        for (int i = 0; i < 3; i++) {
          one[b][i] = rows[i + 1][b];
        }
      }
      assertMoments(law, one);
    }
  }

  private static void assertMoments(InputLaw law, double[][] sample) {
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        double second = 0;
        double fourth = 0;
        double secondSquares = 0;
        double fourthSquares = 0;
        for (double[] x : sample) {
          double product = x[i] * x[k];
          double weighted = (x[0] * x[0] + x[1] * x[1] + x[2] * x[2]) * product;
          second += product;
          fourth += weighted;
          secondSquares += product * product;
          fourthSquares += weighted * weighted;
        }
        String name = law + " " + i + k;
        assertThat(second / COUNT)
            .as(name)
            .isCloseTo(law.covariance()[i * 3 + k], within(4.5 * Math.sqrt(secondSquares) / COUNT));
        assertThat(fourth / COUNT)
            .as(name)
            .isCloseTo(
                law.fourthMoment()[i * 3 + k], within(4.5 * Math.sqrt(fourthSquares) / COUNT));
      }
    }
  }

  @Test
  void aScaledLawHasScaledMoments() {
    for (InputLaw law : LAWS) {
      InputLaw twice = law.scaled(2);
      for (int i = 0; i < 9; i++) {
        assertThat(twice.covariance()[i]).isCloseTo(4 * law.covariance()[i], within(1e-12));
        assertThat(twice.fourthMoment()[i]).isCloseTo(16 * law.fourthMoment()[i], within(1e-11));
      }
      assertThatThrownBy(() -> law.scaled(0)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesMomentsThatNoLawHas() {
    assertThatThrownBy(() -> new InputLaw.Sparse(3, 1, .9))
        .hasMessageContaining("m4 of at least m2 squared");
    assertThatThrownBy(() -> new InputLaw.Sparse(0, 1, 2)).hasMessageContaining("got 0");
  }
}
