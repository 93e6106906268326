package org.mesascope.world;

import org.mesascope.task.TransitionReward;

/**
 * The maximum causal entropy policy of a reward over an infinite horizon: π(a | s) ∝ exp(β Q(s, a))
 * with Q = R + γ P V and V(s) = (1/β) ln Σ exp(β Q(s, a)) (Ziebart, Bagnell and Dey 2010; Haarnoja
 * et al. 2017). Values are in units of the reward; β V is in nats. Terminal states are worth 0.
 *
 * <p>Solved by value iteration in place, to an error of 1e-12 of the largest value; near γ = 1
 * rounding allows 8 · 2⁻⁵² / (1 − γ). Cost: O(transitions · ln(1e-12) / ln γ).
 */
public final class SoftPlanning {

  private final FiniteMdp mdp;
  private final double beta;
  private final double[] reward;
  private final double[] values;
  private final TabularPolicy policy;

  private SoftPlanning(FiniteMdp mdp, double[] reward, double beta) {
    requireBeta(beta);
    this.mdp = mdp;
    this.beta = beta;
    this.reward = reward;
    values = new double[mdp.states()];
    double[] q = new double[mdp.actions()];
    FixedPoint.reach("soft planning", mdp.discount(), values, s -> backUp(s, q));
    policy = softPolicy(mdp, reward, values, beta, q);
  }

  /**
   * Plans.
   *
   * @param beta inverse temperature β, above 0; toward infinity the policy becomes optimal, toward
   *     0 uniform
   * @throws IllegalArgumentException if the discount is 1 or a possible transition's reward is not
   *     finite
   * @throws IllegalStateException if the tolerance is not reached
   */
  public static SoftPlanning of(FiniteMdp mdp, TransitionReward reward, double beta) {
    return new SoftPlanning(mdp, mdp.expectedReward(reward), beta);
  }

  /** Plans over a finite horizon; see {@link FiniteSoftPlanning}. */
  public static FiniteSoftPlanning finite(
      FiniteMdp mdp, TransitionReward reward, double beta, int steps) {
    return FiniteSoftPlanning.of(mdp, reward, beta, steps);
  }

  /** β. */
  public double inverseTemperature() {
    return beta;
  }

  /** V(s). */
  public double value(int state) {
    return values[state];
  }

  /** V, one number a state. A copy. */
  public double[] values() {
    return values.clone();
  }

  /** μ₀ · V. */
  public double startValue() {
    return Backup.atStart(mdp, values);
  }

  /** Q(s, a); 0 in terminal states. */
  public double actionValue(int state, int action) {
    return reward[state * mdp.actions() + action]
        + mdp.discount() * mdp.expect(state, action, values);
  }

  /** ln π(a | s), exact where the probability itself would round to 0. */
  public double logProbability(int state, int action) {
    return mdp.isTerminal(state)
        ? -Math.log(mdp.actions())
        : beta * (actionValue(state, action) - values[state]);
  }

  /** π; uniform in terminal states, where no action matters. */
  public TabularPolicy policy() {
    return policy;
  }

  private double backUp(int s, double[] q) {
    if (mdp.isTerminal(s)) {
      return 0;
    }
    Backup.actionValues(mdp, reward, values, s, q);
    return Backup.softMax(q, beta);
  }

  static TabularPolicy softPolicy(
      FiniteMdp mdp, double[] reward, double[] later, double beta, double[] q) {
    double[] p = new double[mdp.states() * mdp.actions()];
    for (int s = 0; s < mdp.states(); s++) {
      Backup.actionValues(mdp, reward, later, s, q);
      Backup.softArgMax(q, beta, p, s * q.length);
    }
    return new TabularPolicy(q.length, p);
  }

  static void requireBeta(double beta) {
    if (!(beta > 0 && Double.isFinite(beta))) {
      throw new IllegalArgumentException(
          "an inverse temperature expects a finite number above 0, got "
              + beta
              + (beta == Double.POSITIVE_INFINITY ? ": use HardPlanning" : ""));
    }
  }
}
