package org.mesascope.world;

import org.mesascope.task.TransitionReward;

/**
 * The expected return of a policy, exactly: E Σ γ^t R(s_t, a_t, s_{t+1}), from each state.
 *
 * @param mdp the process
 * @param values V(s), one a state; 0 in terminal states; not copied
 */
public record PolicyValue(FiniteMdp mdp, double[] values) {

  /**
   * Over an infinite horizon, by sweeps of V = R_π + γ P_π V in place, to an error of 1e-12 of the
   * largest value (near γ = 1, what rounding allows). Cost: O(transitions · ln(1e-12) / ln γ).
   *
   * @throws IllegalArgumentException if the discount is 1, the policy does not fit, or a possible
   *     transition's reward is not finite
   */
  public static PolicyValue of(FiniteMdp mdp, TabularPolicy policy, TransitionReward reward) {
    policy.requireFit(mdp);
    double[] expected = mdp.expectedReward(reward);
    double[] values = new double[mdp.states()];
    FixedPoint.reach(
        "evaluating a policy",
        mdp.discount(),
        values,
        s -> value(mdp, policy, expected, values, s));
    return new PolicyValue(mdp, values);
  }

  /** Over the steps of a policy that depends on time. Cost: O(steps · transitions). */
  public static PolicyValue finite(FiniteMdp mdp, StagedPolicy policy, TransitionReward reward) {
    policy.at(0).requireFit(mdp);
    double[] expected = mdp.expectedReward(reward);
    double[] now = new double[mdp.states()];
    double[] later = new double[mdp.states()];
    for (int t = policy.steps() - 1; t >= 0; t--) {
      double[] swap = later;
      later = now;
      now = swap;
      for (int s = 0; s < now.length; s++) {
        now[s] = value(mdp, policy.at(t), expected, later, s);
      }
    }
    return new PolicyValue(mdp, Backup.requireFinite(now));
  }

  /** Over so many steps. */
  public static PolicyValue finite(
      FiniteMdp mdp, TabularPolicy policy, TransitionReward reward, int steps) {
    return finite(mdp, StagedPolicy.constant(policy, steps), reward);
  }

  /** What a system earns of a world's base objective within the world's horizon. */
  public static PolicyValue in(World world, Policy policy) {
    return finite(world.mdp(), policy.in(world), world.baseObjective(), world.horizon());
  }

  /** μ₀ · V: the expected return. */
  public double startValue() {
    return Backup.atStart(mdp, values);
  }

  private static double value(
      FiniteMdp mdp, TabularPolicy policy, double[] reward, double[] later, int s) {
    double value = 0;
    for (int a = 0; a < mdp.actions(); a++) {
      double p = policy.probability(s, a);
      if (p > 0) {
        value += p * (reward[s * mdp.actions() + a] + mdp.discount() * mdp.expect(s, a, later));
      }
    }
    return value;
  }
}
