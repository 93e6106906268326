package org.mesascope.gap;

import java.util.List;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.world.FiniteHardPlanning;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.ReturnRange;
import org.mesascope.world.World;

/** What an episode earned of a reward, discounted as its world does. */
final class EpisodeReturn {

  private EpisodeReturn() {}

  /** A last step whose outcome was not seen earns nothing. */
  static double of(Trace trace, World world, TransitionReward reward) {
    FiniteMdp mdp = world.mdp();
    List<Step> steps = trace.steps();
    double sum = 0;
    double weight = 1;
    for (int t = 0; t < steps.size(); t++) {
      Step step = steps.get(t);
      String next = step.outcome();
      if (next == null && t + 1 < steps.size()) {
        next = steps.get(t + 1).situation();
      }
      if (next != null) {
        sum +=
            weight
                * reward.at(
                    mdp.state(step.situation()), mdp.action(step.choice()), mdp.state(next));
      }
      weight *= mdp.discount();
    }
    return sum;
  }

  /** A return as a share of what policies can earn within the horizon: 0 the least, 1 the most. */
  static double share(double earned, ReturnRange range) {
    return (earned - range.min()) / (range.max() - range.min());
  }

  /** What policies can earn within the horizon. */
  static ReturnRange range(World world, TransitionReward reward) {
    return FiniteHardPlanning.attainable(world.mdp(), reward, world.horizon());
  }

  /** Whether a reward prefers no policy to another here. */
  static boolean flat(ReturnRange range) {
    return range.max() - range.min()
        <= 1e-10 * Math.max(Math.abs(range.max()), Math.abs(range.min()));
  }
}
