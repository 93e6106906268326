package org.mesascope.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TabularPolicyTest {

  @Test
  void tablesAreReadByStateAndAction() {
    TabularPolicy policy = new TabularPolicy(2, new double[] {.25, .75, 1, 0});
    assertThat(policy.states()).isEqualTo(2);
    assertThat(policy.probability(0, 1)).isEqualTo(.75);
    assertThat(TabularPolicy.uniform(3, 4).probability(2, 3)).isEqualTo(.25);
    assertThat(TabularPolicy.deterministic(2, 1, 0))
        .isEqualTo(new TabularPolicy(2, new double[] {0, 1, 1, 0}))
        .hasToString("TabularPolicy[2 states by 2 actions]");
  }

  @Test
  void refusesWhatIsNoPolicy() {
    assertThatThrownBy(() -> new TabularPolicy(2, new double[] {.5, .5, .5, .6}))
        .hasMessageContaining("policy in state 1")
        .hasMessageContaining("[0.5, 0.6]");
    assertThatThrownBy(() -> new TabularPolicy(2, new double[] {Double.NaN, 1}))
        .hasMessageContaining("policy in state 0");
    assertThatThrownBy(() -> new TabularPolicy(2, new double[3]))
        .hasMessageContaining("whole rows of 2");
    assertThatThrownBy(() -> TabularPolicy.deterministic(2, 0, 2))
        .hasMessageContaining("action of state 1 expects a number from 0 to 1, got 2");
  }
}
