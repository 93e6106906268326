package org.mesascope.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureUtilityTest {

  @Test
  void weightsGoByName() {
    FeatureUtility utility = new FeatureUtility("desk", List.of("resolves", "confident"), 2, .5);
    assertThat(utility.weight("confident")).isEqualTo(.5);
    assertThat(utility)
        .isEqualTo(new FeatureUtility("desk", List.of("resolves", "confident"), 2, .5))
        .hasToString("desk[resolves, confident][2.0, 0.5]");
    assertThatThrownBy(() -> utility.weight("polite"))
        .hasMessageContaining("no feature \"polite\", only [resolves, confident]");
  }

  @Test
  void refusesWhatDoesNotMatch() {
    assertThatThrownBy(() -> new FeatureUtility("desk", List.of("resolves"), 1, 2))
        .hasMessageContaining("one weight for each of [resolves], got 2");
    assertThatThrownBy(() -> new FeatureUtility("desk", List.of("resolves"), Double.NaN))
        .hasMessageContaining("\"resolves\" expects a finite number, got NaN");
  }
}
