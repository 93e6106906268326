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
 *
 * <h2>Method cards</h2>
 *
 * <p><b>EPIC</b> (Gleave et al. 2021): the Pearson distance of canonically shaped rewards over
 * transitions drawn from a coverage distribution. 0 for rewards that differ by scale, constant and
 * shaping alone. <em>Critique:</em> uniform coverage weighs transitions that no dynamics allow, and
 * a small distance bounds no regret off the coverage. Not where one reward prefers nothing: it is
 * undefined there.
 *
 * <p><b>DARD</b> (Wulfe et al. 2022): the same with successors from the dynamics.
 * <em>Critique:</em> it needs them, and is blind to what they never reach. Not for transfer to
 * other dynamics.
 *
 * <p><b>STARC</b> (Skalse et al. 2024), value-adjusted levelling: differences of canonical rewards
 * of unit size, with proven bounds of regret both ways. <em>Critique:</em> the bounds are loose and
 * the canonical form is that of one dynamics and discount. Not with discount 1.
 *
 * <p><b>Normalised regret</b>: (J* − J_π)/(J* − J_min) for π optimal under the other reward, over
 * all its optimal policies. <em>Critique:</em> it speaks of this world and this start alone, and of
 * an agent that pursues the reward perfectly. Never quote one policy's regret where ties matter.
 *
 * <p><b>What the data leave open.</b> An inferred objective is compared with its ambiguity (the
 * null space of its information) and its sampling range (normal, from its covariance) beside it.
 * Neither covers a model that does not hold.
 */
package org.mesascope.align;
