package org.mesascope.infer;

/**
 * A soft-optimal policy with its derivatives by the reward: all that inverse reinforcement learning
 * needs to know of a plan. V = log Σ_a exp Q, Q = r + γPV, π = exp(Q − V); nothing is earned in or
 * after a terminal state.
 *
 * <p>Arrays over states have {@code layers · S} entries and arrays over state-action pairs {@code
 * layers · S · A}, time by time; a stationary plan has one layer.
 */
sealed interface SoftPlan permits StationaryPlan, HorizonPlan {

  /** V by layer and state; 0 in terminal states. */
  double[] values();

  /** π(a | s) by layer, state and action; 0 in terminal states. */
  double[] policy();

  /** log π(a | s), exact also where π underflows. */
  double logProbability(int layer, int state, int action);

  /**
   * The derivative of Σ c·V by r(s, a), given c by layer and state: for c = μ₀ (in the first layer)
   * this is the discounted occupancy of state-action pairs by layer.
   */
  double[] occupancy(double[] c);

  /** The derivative of log π along a direction of r(s, a) of {@code S · A} entries. */
  double[] score(double[] direction);

  /**
   * The transpose of {@link #score}, by layer: Σ y · score(d) = Σ adjoint(y) · d.
   *
   * @param y by layer, state and action, with entries that sum to 0 in each state
   */
  double[] adjoint(double[] y);
}
