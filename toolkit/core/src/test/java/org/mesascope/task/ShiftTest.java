package org.mesascope.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShiftTest {

  @Test
  void deploysAtAStrength() {
    Shift<String> shift =
        new Shift<>("P(left)", Mixture.of("right"), p -> Mixture.of("right", "left", p));
    assertThat(shift.strengths()).isEmpty();
    assertThat(shift.at(.5)).isEqualTo(Mixture.of("right", "left", .5));
  }

  @Test
  void keepsItsOwnStrengths() {
    Shift<String> shift =
        new Shift<>("cells", List.of(0.0, 2.0), Mixture.of("0"), d -> Mixture.of("" + (int) d));
    assertThat(shift.strengths()).containsExactly(0.0, 2.0);
    assertThat(shift.at(2)).isEqualTo(Mixture.of("2"));
  }
}
