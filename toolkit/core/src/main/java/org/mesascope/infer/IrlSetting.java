package org.mesascope.infer;

import java.util.List;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;

/**
 * One environment of an inference.
 *
 * @param name as traces name it in their metadata
 * @param horizon how many decisions an episode has, or 0 for an infinite horizon
 * @param features what its reward is linear in; empty for rewards by state or state and action
 */
record IrlSetting(String name, FiniteMdp mdp, int horizon, List<TransitionReward> features) {

  IrlSetting withHorizon(int steps) {
    return new IrlSetting(name, mdp, steps, features);
  }

  IrlSetting withFeatures(List<TransitionReward> own) {
    return new IrlSetting(name, mdp, horizon, own);
  }

  /** How many layers of state-action pairs there are: one a time step, or one in all. */
  int layers() {
    return Math.max(1, horizon);
  }

  int pairs() {
    return mdp.states() * mdp.actions();
  }
}
