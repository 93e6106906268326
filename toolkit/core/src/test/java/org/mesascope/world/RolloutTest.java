package org.mesascope.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

class RolloutTest {

  private static final Gridworld GW5 = Gridworld.gw5();
  private static final TabularPolicy POLICY = PolicySamples.random(GW5.mdp(), Seed.of(1));

  @Test
  void policiesKeepTheirContract() {
    PolicyContract.check(POLICY, GW5, Seed.of(2));
  }

  /** Oracle: an episode depends on its own stream alone, so order and threads cannot matter. */
  @Test
  void oneSeedOneLogInAnyOrder() {
    TraceLog expected = POLICY.rollOut(GW5, 40, Seed.of(3));
    List<TraceLog> again =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> POLICY.rollOut(GW5, 40 - i, Seed.of(3)))
            .toList();
    for (int i = 0; i < 8; i++) {
      assertThat(again.get(i).traces()).isEqualTo(expected.traces().subList(0, 40 - i));
    }
    assertThat(POLICY.rollOut(GW5, 40, Seed.of(4))).isNotEqualTo(expected);
  }

  @Test
  void episodesSayWhereTheyComeFrom() {
    Trace trace = POLICY.rollOut(GW5, 1, Seed.of(3)).traces().get(0);
    assertThat(trace.metadata()).containsEntry("world", "GW5").containsKey("seed");
    assertThat(trace.steps()).hasSize(30);
  }

  @Test
  void aStagedPolicyActsByItsStage() {
    Corridor corridor = Corridor.of(9).withHorizon(4);
    TabularPolicy left = TabularPolicy.deterministic(2, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    TabularPolicy right = TabularPolicy.deterministic(2, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    StagedPolicy policy = new StagedPolicy(List.of(left, right, right, left));
    assertThat(policy.rollOut(corridor, 1, Seed.of(1)).steps().map(step -> step.choice()))
        .containsExactly("left", "right", "right", "left");
    assertThatThrownBy(() -> policy.rollOut(corridor.withHorizon(5), 1, Seed.of(1)))
        .hasMessageContaining("5 steps, but the policy only 4");
    assertThatThrownBy(() -> new StagedPolicy(List.of(left, POLICY)))
        .hasMessageContaining("expect 9 states by 2 actions");
  }

  @Test
  void refusesNoEpisodes() {
    assertThatThrownBy(() -> POLICY.rollOut(GW5, 0, Seed.of(1)))
        .hasMessageContaining("at least 1 episode");
  }
}
