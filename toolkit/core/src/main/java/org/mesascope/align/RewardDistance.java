package org.mesascope.align;

import org.mesascope.task.TransitionReward;

/** How far two rewards lie apart, without regard to what any one policy does about them. */
@FunctionalInterface
public interface RewardDistance {

  /**
   * The distance between two rewards over the same states and actions.
   *
   * @return a number, or why there is none; never NaN
   * @throws IllegalArgumentException if a reward is not finite somewhere
   */
  Distance between(TransitionReward first, TransitionReward second);
}
