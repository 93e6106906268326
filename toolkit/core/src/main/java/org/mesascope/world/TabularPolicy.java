package org.mesascope.world;

import java.util.Arrays;

/**
 * π(a | s) as a table.
 *
 * @param actions how many there are
 * @param probabilities row by row, one row a state; each sums to 1 within 1e-9; not copied
 */
public record TabularPolicy(int actions, double[] probabilities) implements Policy {

  /** Fails where a row is no distribution. */
  public TabularPolicy {
    if (actions < 1 || probabilities.length % actions != 0) {
      throw new IllegalArgumentException(
          "a policy expects whole rows of %d probabilities, got %d in all"
              .formatted(actions, probabilities.length));
    }
    for (int row = 0; row < probabilities.length; row += actions) {
      double sum = 0;
      for (int a = 0; a < actions; a++) {
        double p = probabilities[row + a];
        sum += p >= 0 ? p : Double.NaN;
      }
      if (!(Math.abs(sum - 1) <= 1e-9)) {
        throw new IllegalArgumentException(
            "the policy in state %d expects probabilities that sum to 1, got %s"
                .formatted(
                    row / actions,
                    Arrays.toString(Arrays.copyOfRange(probabilities, row, row + actions))));
      }
    }
  }

  /** The policy that takes every action alike. */
  public static TabularPolicy uniform(int states, int actions) {
    double[] p = new double[states * actions];
    Arrays.fill(p, 1.0 / actions);
    return new TabularPolicy(actions, p);
  }

  /** The policy that takes the given action in each state. */
  public static TabularPolicy deterministic(int actions, int... actionByState) {
    double[] p = new double[actionByState.length * actions];
    for (int s = 0; s < actionByState.length; s++) {
      if (actionByState[s] < 0 || actionByState[s] >= actions) {
        throw new IllegalArgumentException(
            "the action of state %d expects a number from 0 to %d, got %d"
                .formatted(s, actions - 1, actionByState[s]));
      }
      p[s * actions + actionByState[s]] = 1;
    }
    return new TabularPolicy(actions, p);
  }

  public int states() {
    return probabilities.length / actions;
  }

  /** π(a | s). */
  public double probability(int state, int action) {
    return probabilities[state * actions + action];
  }

  @Override
  public TabularPolicy in(World world) {
    requireFit(world.mdp());
    return this;
  }

  /**
   * Checks that this table is one of a process's states and actions.
   *
   * @throws IllegalArgumentException if it is not
   */
  public void requireFit(FiniteMdp mdp) {
    if (mdp.states() != states() || mdp.actions() != actions) {
      throw new IllegalArgumentException(
          "a policy of %d states by %d actions does not fit a process of %d by %d"
              .formatted(states(), actions, mdp.states(), mdp.actions()));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TabularPolicy that
        && actions == that.actions
        && Arrays.equals(probabilities, that.probabilities);
  }

  @Override
  public int hashCode() {
    return 31 * actions + Arrays.hashCode(probabilities);
  }

  @Override
  public String toString() {
    return "TabularPolicy[" + states() + " states by " + actions + " actions]";
  }
}
