package org.mesascope.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mesascope.task.TransitionReward;

class FiniteMdpTest {

  private static FiniteMdp.Builder door() {
    return FiniteMdp.builder(List.of("hall", "room"), List.of("stay", "go"))
        .transition(0, 0, 0, 1)
        .transition(0, 1, 0, .25)
        .transition(0, 1, 1, .75)
        .terminal(1)
        .startAt(0);
  }

  @Test
  void keepsWhatItWasGiven() {
    FiniteMdp mdp = door().discount(.5).build();
    assertThat(mdp.probability(0, 1, 1)).isEqualTo(.75);
    assertThat(mdp.probability(0, 0, 1)).isZero();
    assertThat(mdp.isTerminal(1)).isTrue();
    assertThat(mdp.state("room")).isEqualTo(mdp.state("1")).isEqualTo(1);
    assertThat(mdp.expect(0, 1, new double[] {4, 8})).isEqualTo(7);
    assertThat(mdp.expect(1, 1, new double[] {4, 8})).isZero();
    assertThat(mdp.reachable()).containsExactly(true, true);
    FiniteMdp copy = mdp.withDiscount(.9).withStart(0, 1);
    assertThat(copy.discount()).isEqualTo(.9);
    assertThat(copy.start()).containsExactly(0, 1);
    assertThat(copy.probability()).containsExactly(mdp.probability());
    assertThat(copy.reachable()).containsExactly(false, true);
  }

  @Test
  void refusesAnEndThatCannotBeReached() {
    FiniteMdp.Builder closed =
        FiniteMdp.builder(List.of("hall", "room"), List.of("stay"))
            .transition(0, 0, 0, 1)
            .terminal(1)
            .startAt(0);
    assertThatThrownBy(closed::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("terminal state \"room\" expects a way to it from the start");
  }

  @Test
  void goesOnWithoutAnEnd() {
    FiniteMdp mdp = door().discount(.5).build();
    FiniteMdp endless = mdp.withAbsorbingTerminals();
    assertThat(endless.isTerminal(1)).isFalse();
    for (int a = 0; a < 2; a++) {
      assertThat(endless.probability(1, a, 1)).isEqualTo(1);
      assertThat(endless.probability(0, a, 1)).isEqualTo(mdp.probability(0, a, 1));
    }
    assertThat(endless.discount()).isEqualTo(.5);
    assertThat(mdp.isTerminal(1)).isTrue();
  }

  @Test
  void expectsRewards() {
    FiniteMdp mdp = door().build();
    assertThat(mdp.expectedReward(TransitionReward.entering("room", 1)))
        .containsExactly(new double[] {0, .75, 0, 0}, within(1e-15));
    TransitionReward broken = TransitionReward.of("r", (s, a, n) -> n == 1 ? 1.0 / 0 : 0);
    assertThatThrownBy(() -> mdp.expectedReward(broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got Infinity from \"hall\" by \"go\" to \"room\"");
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> door().transition(0, 1, 1, .25).build())
        .hasMessageContaining("state \"hall\", action \"go\"")
        .hasMessageContaining("sum to 1, got 1.25");
    assertThatThrownBy(() -> door().transition(1, 0, 0, 1).build())
        .hasMessageContaining("leaves a terminal state");
    assertThatThrownBy(() -> door().transition(0, 2, 1, .5)).hasMessageContaining("0 to 1, got 2");
    assertThatThrownBy(() -> door().transition(2, 0, 1, .5)).hasMessageContaining("0 to 1, got 2");
    assertThatThrownBy(() -> door().transition(0, 0, 1, Double.NaN))
        .hasMessageContaining("probability in [0, 1]");
    assertThatThrownBy(() -> door().startAt(2)).hasMessageContaining("0 to 1, got 2");
    assertThatThrownBy(() -> door().start(.5, .4).build()).hasMessageContaining("sum to 1");
    assertThatThrownBy(() -> door().discount(1.1)).hasMessageContaining("[0, 1], got 1.1");
    assertThatThrownBy(() -> door().build().state("attic")).hasMessageContaining("no state");
    assertThatThrownBy(
            () ->
                FiniteMdp.builder(List.of("a", "a"), List.of("x"))
                    .transition(0, 0, 0, 1)
                    .transition(1, 0, 0, 1)
                    .build())
        .hasMessageContaining("stands twice");
  }
}
