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
 *
 * <p><b>Distances from samples</b> ({@link org.mesascope.align.SampledDistance}): the same measures
 * under dynamics estimated from traces, with a Bayesian bootstrap over traces (Rubin 1981).
 * <em>Critique:</em> what traces never show has probability 0 in every draw. Not with few traces of
 * a policy that hardly explores.
 *
 * <p><b>Maximum entropy goal-directedness</b> ({@link org.mesascope.align.GoalDirectedness};
 * MacDermott et al. 2024): how much better soft-optimal policies of a utility predict choices than
 * chance does. <em>Critique:</em> it cannot tell toward from away but by the sign of β*; a policy
 * can be goal-directed by accident of the world; an unknown utility fits habits too. Not as
 * evidence of optimization inside: it sees behaviour alone.
 *
 * <p><b>Agents and devices</b> ({@link org.mesascope.align.AgentsAndDevices}; Orseau et al. 2018):
 * Bayes' rule between planners and odds. <em>Critique:</em> relative to both classes; with long
 * data from one world a lookup table wins against any agent. Not without a probe that changes the
 * world.
 *
 * <p><b>Revealed preference</b> ({@link org.mesascope.align.RevealedPreference}; Afriat 1967,
 * Varian 1982 and 1990, Houtman and Maks 1985, Echenique, Lee and Shum 2011): whether any utility
 * fits choices from budgets. <em>Critique:</em> where budgets hardly cross, chance is consistent
 * too (Bronars 1987). Not for which utility, and not with prices that the chooser did not face.
 *
 * <p><b>Simulated coverage</b> of 95 % intervals on GW5, 200 logs each ({@code mvn test -pl
 * toolkit/core -am -Dtest=AlignmentCoverageTest -Dcoverage.seeds=200
 * -Dsurefire.failIfNoSpecifiedTests=false}): STARC under dynamics from 120 traces .910;
 * goal-directedness from 60 traces of a policy that errs half of the time .970.
 */
package org.mesascope.align;
