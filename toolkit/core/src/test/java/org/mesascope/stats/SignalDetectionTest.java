package org.mesascope.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SignalDetectionTest {

  /** Oracle: normal quantiles of (70 + ½)/101 and (20 + ½)/101 from tables: .51848 and −.83058. */
  @Test
  void sensitivityAndCriterion() {
    SignalDetection found = new SignalDetection(70, 100, 20, 100);
    double hits = Levels.normalQuantile(70.5 / 101);
    double alarms = Levels.normalQuantile(20.5 / 101);
    assertThat(hits).isCloseTo(.5184, within(1e-3));
    assertThat(alarms).isCloseTo(-.8306, within(1e-3));
    assertThat(found.sensitivity()).isCloseTo(1.349, within(2e-3));
    assertThat(found.criterion()).isCloseTo(.156, within(2e-3));
  }

  /**
   * Invariants: symmetric answers have no bias, answering at random no ability, always yes both.
   */
  @Test
  void biasAndAbilityAreApart() {
    assertThat(new SignalDetection(80, 100, 20, 100).criterion()).isCloseTo(0, within(1e-9));
    SignalDetection yes = new SignalDetection(100, 100, 100, 100);
    assertThat(yes.sensitivity()).isCloseTo(0, within(1e-12));
    assertThat(yes.criterion()).isLessThan(-2).isFinite();
    assertThat(new SignalDetection(100, 100, 0, 100).sensitivity()).isFinite().isGreaterThan(4);
  }

  /** Oracle: coverage of .95 over 2,000 simulations, with a standard error of .005. */
  @Test
  void intervalsCover() {
    RandomGenerator random = Seed.of(5).random();
    int ability = 0;
    int bias = 0;
    for (int i = 0; i < 2_000; i++) {
      long hits = 0;
      long alarms = 0;
      for (int k = 0; k < 200; k++) {
        hits += random.nextGaussian() + 1.2 > .9 ? 1 : 0;
        alarms += random.nextGaussian() > .9 ? 1 : 0;
      }
      SignalDetection found = new SignalDetection(hits, 200, alarms, 200);
      ability += found.sensitivityInterval(.95).contains(1.2) ? 1 : 0;
      bias += found.criterionInterval(.95).contains(.3) ? 1 : 0;
    }
    assertThat(ability / 2_000.0).isBetween(.93, .97);
    assertThat(bias / 2_000.0).isBetween(.93, .97);
  }

  @Test
  void casesOfBothKindsAreNeeded() {
    assertThatThrownBy(() -> new SignalDetection(0, 0, 1, 2))
        .hasMessageContaining("without signals ability cannot be told from bias");
    assertThatThrownBy(() -> new SignalDetection(1, 2, 0, 0))
        .hasMessageContaining("without them ability cannot");
    assertThatThrownBy(() -> new SignalDetection(3, 2, 0, 1)).hasMessageContaining("3 of 2");
  }
}
