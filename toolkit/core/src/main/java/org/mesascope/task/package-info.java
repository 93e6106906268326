/**
 * What a system may be trained for and where: objectives, and shifts between distributions.
 *
 * <p>The first room of the flow: it sees only {@code stats}, {@code report} and {@code trace}.
 *
 * <pre>{@code
 * TransitionReward goal = TransitionReward.of("goal", (s, a, next) -> next == 24 ? 1 : 0);
 * var shaped = goal.shaped(s -> 2 * Math.sin(s), .9); // the same objective, told differently
 * var confident = new FeatureUtility("assistant", List.of("resolves", "confident"), .2, 1.4);
 * }</pre>
 */
package org.mesascope.task;
