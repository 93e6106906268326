package org.mesascope.world;

import org.mesascope.task.TransitionReward;

/** The five-state process that the tests of HumanCompatibleAI/imitation use, horizon 20. */
final class ReasonablePomdp {

  static final int STEPS = 20;
  static final TransitionReward REWARD = TransitionReward.ofState("reasonable", 1, 2, 2, -20, 3);

  private ReasonablePomdp() {}

  static FiniteMdp mdp(double discount) {
    FiniteMdp.Builder builder = FiniteMdp.builder(5, 3).discount(discount);
    builder.transition(0, 0, 1, .9).transition(0, 0, 2, .1);
    builder.transition(0, 1, 3, 1);
    builder.transition(0, 2, 1, .1).transition(0, 2, 2, .9);
    for (int s = 1; s <= 2; s++) {
      builder.transition(s, 0, 3, .05).transition(s, 0, 4, .95);
      builder.transition(s, 1, 3, 1);
      builder.transition(s, 2, 4, 1);
    }
    for (int a = 0; a < 3; a++) {
      builder.transition(3, a, 4, 1).transition(4, a, 0, 1);
    }
    return builder.start(.5, 0, 0, 0, .5).build();
  }
}
