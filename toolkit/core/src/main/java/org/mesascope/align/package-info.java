/**
 * How far what a system pursues lies from what it was meant to pursue.
 *
 * <p>No single number decides: reward distances ({@link org.mesascope.align.EpicDistance}, {@link
 * org.mesascope.align.DardDistance}, {@link org.mesascope.align.StarcDistance}) compare rewards,
 * {@link org.mesascope.align.NormalisedRegret} compares what comes of them, and an {@link
 * org.mesascope.align.AlignmentReport} shows them side by side and says where they disagree.
 *
 * <p>May use every room of the flow before it.
 *
 * <pre>{@code
 * var world = Gridworld.gw5();
 * var column = TransitionReward.of("right column", (s, a, next) -> next % 5 == 4 ? 1 : 0);
 * var epic = EpicDistance.in(world.mdp()).between(column, goal); // .5439
 * var regret = NormalisedRegret.in(world).of(column, goal); // from .0048 to .9727, by ties
 * }</pre>
 */
package org.mesascope.align;
