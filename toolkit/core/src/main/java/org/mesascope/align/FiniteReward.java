package org.mesascope.align;

import org.mesascope.task.TransitionReward;

/** Reads a reward with a check that it is a finite number, and remembers how large it gets. */
final class FiniteReward {

  private final TransitionReward reward;
  private double size;

  FiniteReward(TransitionReward reward) {
    this.reward = reward;
  }

  double at(int state, int action, int next) {
    double r = reward.at(state, action, next);
    if (!Double.isFinite(r)) {
      throw new IllegalArgumentException(
          "reward \"%s\" expects a finite number for (s = %d, a = %d, s' = %d), got %s"
              .formatted(reward.name(), state, action, next, r));
    }
    size = Math.max(size, Math.abs(r));
    return r;
  }

  /** The largest |R| read so far. */
  double size() {
    return size;
  }
}
