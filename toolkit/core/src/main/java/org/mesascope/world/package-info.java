/**
 * Finite worlds: their dynamics, planning in them, what a policy visits, and rollouts into traces.
 *
 * <p>May use {@code stats}, {@code report}, {@code trace} and {@code task}.
 *
 * <pre>{@code
 * var world = Gridworld.gw5();
 * var goal = TransitionReward.entering("goal", 24);
 * var plan = SoftPlanning.of(world.mdp(), goal, 5.0);
 * var traces = plan.policy().rollOut(world, 200, seed.split("traces"));
 * }</pre>
 *
 * <p><b>A world of one's own</b> implements {@link org.mesascope.world.World} and is held by one
 * line of a test, {@code WorldContract.check(new MyWorld())}; a policy by {@code PolicyContract}.
 *
 * <p><b>Planning.</b> Soft (maximum causal entropy; Ziebart, Bagnell and Dey 2010) and hard, over
 * an infinite horizon with a discount below 1, or over a number of steps with policies that depend
 * on time. All of it is exact to a stated tolerance and knows the dynamics. It says what a reward
 * leads to, not what a trained system does: many rewards share an optimal policy, and an optimal
 * policy is seldom unique, so use {@code rangeOf} before a regret is quoted for one of them.
 *
 * <p><b>Occupancies and returns</b> are unnormalised sums over time. A terminal state is worth 0
 * and is occupied once.
 */
package org.mesascope.world;
