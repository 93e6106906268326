package org.mesascope.align;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Gridworld;

/** The rewards of reward-distances.json on GW5. */
final class Gw5 {

  static final TransitionReward GOAL = TransitionReward.entering("goal", 24);

  private Gw5() {}

  static Map<String, TransitionReward> rewards() {
    Map<String, TransitionReward> rewards = new LinkedHashMap<>();
    rewards.put("goal", GOAL);
    rewards.put("goal_x3", GOAL.scaled(3, 0));
    rewards.put("goal_plus1", GOAL.scaled(1, 1));
    rewards.put("goal_shaped", GOAL.shaped(s -> 2 * Math.sin(s), .9));
    rewards.put("goal_equiv", GOAL.scaled(3, 1).shaped(s -> 2 * Math.sin(s), .9));
    rewards.put("neg_goal", GOAL.scaled(-1, 0));
    rewards.put("distance", TransitionReward.of("distance", (s, a, n) -> -manhattan(n) / 8.0));
    rewards.put("right_col", TransitionReward.of("right column", (s, a, n) -> n % 5 == 4 ? 1 : 0));
    rewards.put("go_right", TransitionReward.of("go right", (s, a, n) -> a == 1 ? 1 : 0));
    rewards.put("corner_cheese", TransitionReward.entering("corner", 4));
    rewards.put(
        "goal_minus_pit",
        TransitionReward.of("goal minus pit", (s, a, n) -> n == 24 ? 1 : n == 12 ? -1 : 0));
    rewards.put(
        "formula", TransitionReward.of("formula", (s, a, n) -> Math.sin(1 + s + 2 * a + 3 * n)));
    return rewards;
  }

  private static int manhattan(int s) {
    return 4 - s / 5 + 4 - s % 5;
  }

  static FiniteMdp mdp() {
    return Gridworld.gw5().mdp();
  }
}
