package org.mesascope.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class JackknifeTest {

  /** Oracle: the jackknife of a mean is Student's interval and test, to rounding. */
  @Test
  void ofAMeanItIsStudents() {
    double[] units = {1, 2, 4, 7, 3, 5, 2, 8, 6, 3};
    double sum = Arrays.stream(units).sum();
    Jackknife found = Jackknife.of(sum / 10, 10, i -> (sum - units[i]) / 9, 9);
    Interval student = Averages.studentInterval(units, .95);
    assertThat(found.interval(.95).low()).isCloseTo(student.low(), within(1e-12));
    assertThat(found.interval(.95).high()).isCloseTo(student.high(), within(1e-12));
    double edge = found.value() - student.low();
    Jackknife moved = new Jackknife(edge, found.error(), 9);
    assertThat(moved.p()).as("at the interval's edge").isCloseTo(.05, within(1e-9));
  }

  /**
   * Oracle: (n − 1)/n Σ (θ₍ᵢ₎ − θ̄)² of the ratio 6/3 without each unit, 1.5, 2 and 2.5 of them.
   */
  @Test
  void ofARatioByHand() {
    double[] left = {1.5, 2, 2.5};
    Jackknife ratio = Jackknife.of(2, 3, i -> left[i], 2);
    assertThat(ratio.error()).isCloseTo(Math.sqrt(2 / 3.0 * .5), within(1e-15));
  }

  /** Units that all say the same say no more than their number. */
  @Test
  void whereNothingVariesTheUnitsAreCounted() {
    assertThat(Jackknife.of(1, 8, i -> 1, 7).p()).isEqualTo(1 / 128.0);
    assertThat(Jackknife.of(0, 8, i -> 0, 7).p()).isEqualTo(1);
    assertThat(Jackknife.of(1, 8, i -> 1, 7).interval(.9)).isEqualTo(new Interval(1, 1, .9));
  }

  /** Oracle: the level, of 400 products of two means, with a standard error of 1.1 %. */
  @Test
  void theLevelIsHeld() {
    int held = 0;
    for (int run = 0; run < 400; run++) {
      RandomGenerator random = Seed.of(3).split(run).random();
      double[] x = new double[40];
      double[] y = new double[40];
      for (int i = 0; i < 40; i++) {
        x[i] = 2 + random.nextGaussian();
        y[i] = 3 + random.nextGaussian() + x[i] - 2;
      }
      double a = Arrays.stream(x).sum();
      double b = Arrays.stream(y).sum();
      Jackknife product =
          Jackknife.of(a * b / 1600, 40, i -> (a - x[i]) * (b - y[i]) / (39 * 39), 39);
      held += product.interval(.95).contains(6) ? 1 : 0;
    }
    assertThat(held / 400.0).isBetween(.92, .98);
  }

  @Test
  void badInputIsRefused() {
    assertThatThrownBy(() -> Jackknife.of(1, 1, i -> 1, 1)).hasMessageContaining("2 units, got 1");
    assertThatThrownBy(() -> Jackknife.of(1, 3, i -> Double.NaN, 2))
        .hasMessageContaining("finite values, got NaN");
    assertThatThrownBy(() -> new Jackknife(1, 1, 0)).hasMessageContaining("1 degree of freedom");
  }
}
