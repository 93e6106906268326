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
 */
package org.mesascope.world;
