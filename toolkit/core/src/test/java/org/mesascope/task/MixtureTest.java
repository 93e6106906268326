package org.mesascope.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MixtureTest {

  @Test
  void twoMembersShareOne() {
    Mixture<String> mixture = Mixture.of("right", "left", .25);
    assertThat(mixture.members()).containsExactly("right", "left");
    assertThat(mixture.weights()).containsExactly(.75, .25);
    assertThat(Mixture.of("right", "left", .25)).isEqualTo(mixture).hasSameHashCodeAs(mixture);
    assertThat(Mixture.of("right").weights()).containsExactly(1);
  }

  @Test
  void refusesWhatIsNoDistribution() {
    assertThatThrownBy(() -> Mixture.of("a", "b", 1.5)).hasMessageContaining("at least 0");
    assertThatThrownBy(() -> Mixture.of("a", "b", Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Mixture<>(List.of("a", "b"), .5, .4))
        .hasMessageContaining("must sum to 1");
    assertThatThrownBy(() -> new Mixture<>(List.of("a", "b"), 1))
        .hasMessageContaining("each of its 2 members")
        .hasMessageContaining("got 1");
    assertThatThrownBy(() -> new Mixture<>(List.of())).hasMessageContaining("at least one");
  }
}
