package org.mesascope.align;

import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;

/** Expectations over the successors that a process has. */
final class Successors {

  private Successors() {}

  /** E R(s, a, S′), row by row. */
  static double[] reward(FiniteMdp mdp, TransitionReward.Function reward) {
    double[] byRow = new double[mdp.states() * mdp.actions()];
    for (int row = 0; row < byRow.length; row++) {
      for (int k = mdp.rowStart()[row]; k < mdp.rowStart()[row + 1]; k++) {
        byRow[row] +=
            mdp.probability()[k]
                * reward.at(row / mdp.actions(), row % mdp.actions(), mdp.next()[k]);
      }
    }
    return byRow;
  }

  /** E R(s, A, S′) for a uniform action A, state by state. */
  static double[] meanReward(FiniteMdp mdp, TransitionReward.Function reward) {
    double[] byRow = reward(mdp, reward);
    double[] byState = new double[mdp.states()];
    for (int row = 0; row < byRow.length; row++) {
      byState[row / mdp.actions()] += byRow[row] / mdp.actions();
    }
    return byState;
  }

  /** E v(S′) after a row. */
  static double value(FiniteMdp mdp, int row, double[] v) {
    double sum = 0;
    for (int k = mdp.rowStart()[row]; k < mdp.rowStart()[row + 1]; k++) {
      sum += mdp.probability()[k] * v[mdp.next()[k]];
    }
    return sum;
  }
}
