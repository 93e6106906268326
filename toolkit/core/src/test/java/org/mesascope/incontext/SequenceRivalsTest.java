package org.mesascope.incontext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.LinearDynamics;
import org.mesascope.task.Sequences;

class SequenceRivalsTest {

  /** Without noise, d transitions in general position determine W: the prediction is exact. */
  @Test
  void leastSquaresKnowsNoiselessDynamicsAfterAsManyTransitionsAsDimensions() {
    Sequences sequences = new LinearDynamics(3, 7, 0).sample(20, Seed.of(1));
    double[] predicted = SequenceRivals.onlineLeastSquares(1e-9, 1).predict(sequences);
    for (int i = 0; i < 20; i++) {
      for (int t = 3; t < 6; t++) {
        for (int k = 0; k < 3; k++) {
          assertThat(predicted[(i * 6 + t) * 3 + k])
              .isCloseTo(sequences.states()[(i * 7 + t + 1) * 3 + k], within(1e-3));
        }
      }
    }
  }

  /** By hand in one dimension, W = −1, s₁ = 2: states 2, −2, 2. */
  @Test
  void eachRivalByHand() {
    Sequences one = new Sequences(1, 3, 1, new double[] {2, -2, 2}, new double[] {-1});
    assertThat(SequenceRivals.nothing().predict(one)).containsExactly(0, 0);
    assertThat(SequenceRivals.persistence().predict(one)).containsExactly(2, -2);
    assertThat(SequenceRivals.gradientDescent(.1).predict(one))
        .satisfies(p -> assertThat(p[0]).isZero())
        .satisfies(p -> assertThat(p[1]).isCloseTo(.1 * -4 * -2, within(1e-12)));
    assertThat(SequenceRivals.onlineLeastSquares(1, 1).predict(one)[1])
        .isCloseTo(-4.0 / 5 * -2, within(1e-12));
    assertThatThrownBy(() -> SequenceRivals.onlineLeastSquares(0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** E‖s‖²/d of the null predictor is 1 + σ² t: the state's variance after t steps; |z| < 4. */
  @Test
  void errorsByPosition() {
    Sequences sequences = new LinearDynamics(2, 6, .5).sample(2000, Seed.of(2));
    SequenceModel online = SequenceRivals.onlineLeastSquares(.5, 1);
    PositionErrors errors = PositionErrors.of(online, List.of(SequenceRivals.nothing()), sequences);
    for (int t = 0; t < 5; t++) {
      var nothing = errors.errors().get(1).get(t);
      double variance = 1 + .25 * (t + 1);
      assertThat(nothing.value()).isCloseTo(variance, within(4 * variance / Math.sqrt(2000)));
      assertThat(errors.distances().get(0).get(t).value()).isZero();
    }
    assertThat(errors.errors().get(0).get(4).value())
        .isBetween(.25, errors.errors().get(0).get(1).value());
    assertThat(errors.table().rows()).hasSize(5);
    assertThat(errors.figure().data().rows()).hasSize(10);
  }
}
