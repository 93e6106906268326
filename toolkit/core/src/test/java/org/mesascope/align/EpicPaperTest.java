package org.mesascope.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;

/** The 3×3 rewards of the EPIC paper: all pairs, against the authors' code (2e-8). */
class EpicPaperTest {

  private static final double DISCOUNT = .99;
  private static final int[] M = {4, 3, 2, 3, 2, 1, 2, 1, 0};
  private static final TransitionReward SPARSE =
      TransitionReward.ofState("sparse", 0, 0, 0, 0, 0, 0, 0, 0, 1);

  private static final Map<String, TransitionReward> REWARDS =
      Map.of(
          "sparse_goal", SPARSE,
          "transformed_goal", SPARSE.scaled(4, -1).shaped(s -> -3 * M[s], DISCOUNT),
          "center_goal", TransitionReward.ofState("center", 0, 0, 0, 0, 1, 0, 0, 0, 0),
          "sparse_penalty", SPARSE.scaled(-1, 0),
          "dirt_path", TransitionReward.ofState("dirt", 0, -1, -1, 0, 0, 0, -1, -1, 4),
          "cliff_walk", TransitionReward.ofState("cliff", 0, -1, -1, 0, 0, 0, -4, -4, 4),
          "dense_goal", SPARSE.shaped(s -> -M[s], DISCOUNT),
          "antidense_goal", SPARSE.shaped(s -> M[s], DISCOUNT));

  static Iterable<Map.Entry<String, JsonElement>> pairs() {
    return Oracle.rewardDistances().getAsJsonObject("epic3x3").getAsJsonObject("table").entrySet();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyPair(Map.Entry<String, JsonElement> pair) {
    int bar = pair.getKey().indexOf('|');
    TransitionReward x = REWARDS.get(pair.getKey().substring(0, bar));
    TransitionReward y = REWARDS.get(pair.getKey().substring(bar + 1));
    FiniteMdp mdp = mdp();
    EpicDistance epic = EpicDistance.in(mdp).covering(CoverageDistribution.feasible(mdp));
    assertThat(epic.between(x, y).value().orElseThrow())
        .isCloseTo(pair.getValue().getAsDouble(), within(2e-8));
  }

  /** Stay, up, down, left, right; bumps stay. */
  private static FiniteMdp mdp() {
    int[] dr = {0, -1, 1, 0, 0};
    int[] dc = {0, 0, 0, -1, 1};
    FiniteMdp.Builder builder = FiniteMdp.builder(9, 5).discount(DISCOUNT);
    for (int s = 0; s < 9; s++) {
      for (int a = 0; a < 5; a++) {
        int r = s / 3 + dr[a];
        int c = s % 3 + dc[a];
        builder.transition(s, a, r < 0 || r > 2 || c < 0 || c > 2 ? s : 3 * r + c, 1);
      }
    }
    return builder.build();
  }
}
