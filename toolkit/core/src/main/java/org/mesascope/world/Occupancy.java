package org.mesascope.world;

import java.util.Arrays;

/**
 * How often a policy is where: d(s) = Σ_t γ^t P(s_t = s), not normalised.
 *
 * <p>Without terminal states an infinite horizon sums to 1/(1 − γ). A terminal state is occupied
 * once, on arrival, so that with discount 1 its occupancy is the probability of ending there.
 *
 * @param states d(s), one a state; not copied
 * @param stateActions d(s, a), row by row, of the actions taken; 0 in terminal states; not copied
 */
public record Occupancy(double[] states, double[] stateActions) {

  /**
   * Over an infinite horizon, summed over time until what is left is at most 1e-12 of the whole.
   * Cost: O(transitions · ln(1e-12) / ln γ).
   *
   * @throws IllegalArgumentException if the discount is 1 or the policy does not fit
   */
  public static Occupancy of(FiniteMdp mdp, TabularPolicy policy) {
    policy.requireFit(mdp);
    FixedPoint.requireDiscounting("an occupancy", mdp.discount());
    Sum sum = new Sum(mdp);
    double total = 0;
    double mass = sum.mass();
    while (mass > 1e-12 * (1 - mdp.discount()) * (total + mass)) {
      total += mass;
      sum.advance(policy);
      mass = sum.mass();
    }
    return sum.occupancy();
  }

  /**
   * Over the T steps of a policy that depends on time: t = 0..T for states, the last one seen
   * included, and t = 0..T − 1 for actions. Without terminal states and with discount 1 the states
   * sum to T + 1. Cost: O(T · transitions).
   */
  public static Occupancy finite(FiniteMdp mdp, StagedPolicy policy) {
    policy.at(0).requireFit(mdp);
    Sum sum = new Sum(mdp);
    for (int t = 0; t < policy.steps(); t++) {
      sum.advance(policy.at(t));
    }
    sum.stay();
    return sum.occupancy();
  }

  /** Over so many steps; see {@link #finite(FiniteMdp, StagedPolicy)}. */
  public static Occupancy finite(FiniteMdp mdp, TabularPolicy policy, int steps) {
    return finite(mdp, StagedPolicy.constant(policy, steps));
  }

  /** Σ d(s). */
  public double total() {
    return Arrays.stream(states).sum();
  }

  /** γ^t P(s_t = ·), pushed forward in time and summed. */
  private static final class Sum {
    private final FiniteMdp mdp;
    private final double[] states;
    private final double[] stateActions;
    private double[] now;
    private double[] next;

    Sum(FiniteMdp mdp) {
      this.mdp = mdp;
      now = mdp.start();
      next = new double[now.length];
      states = new double[now.length];
      stateActions = new double[now.length * mdp.actions()];
    }

    double mass() {
      return Arrays.stream(now).sum();
    }

    void stay() {
      for (int s = 0; s < now.length; s++) {
        states[s] += now[s];
      }
    }

    void advance(TabularPolicy policy) {
      stay();
      Arrays.fill(next, 0);
      for (int s = 0; s < now.length; s++) {
        if (now[s] > 0 && !mdp.isTerminal(s)) {
          push(policy, s);
        }
      }
      double[] swap = now;
      now = next;
      next = swap;
    }

    private void push(TabularPolicy policy, int s) {
      for (int a = 0; a < mdp.actions(); a++) {
        double mass = now[s] * policy.probability(s, a);
        int row = s * mdp.actions() + a;
        stateActions[row] += mass;
        for (int k = mdp.rowStart()[row]; k < mdp.rowStart()[row + 1]; k++) {
          next[mdp.next()[k]] += mdp.discount() * mass * mdp.probability()[k];
        }
      }
    }

    Occupancy occupancy() {
      return new Occupancy(states, stateActions);
    }
  }
}
