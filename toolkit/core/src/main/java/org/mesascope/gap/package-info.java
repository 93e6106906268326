/**
 * Where what a system can do and what it was meant to do come apart, as a shift grows or as
 * training goes on.
 *
 * <p>A sweep trains systems over seeds and measures each in training and in deployment; its report
 * keeps capability and objective apart. May use every room of the flow before it.
 *
 * <pre>{@code
 * var agent = PolicyGradient.defaults().train(world, seed.split("train"));
 * var report = ShiftSweep.of(agent).over(world.coinPositions()).seeds(10).run();
 * report.figure();
 * report.objectiveGap(report.farthest());
 * }</pre>
 *
 * <p>{@link org.mesascope.gap.TraceReport} says what somebody's log shows, and is what {@code
 * ./mesascope report} writes. Its card: shares with clustered Wilson intervals ({@link
 * org.mesascope.stats.ClusteredShares}), differences with Bonferroni's correction, conditional
 * logit where menus have features. <em>Critique:</em> a log is no experiment; versions may have met
 * other situations. <em>Do not use</em> it to say why a system did what it did.
 *
 * <p><b>Card.</b> Capability and objective robustness: Hubinger et al. 2019; Langosco et al., "Goal
 * misgeneralization in deep reinforcement learning" (ICML 2022): goal misgeneralization is a large
 * objective gap with a small capability gap. <em>Critique:</em> both are relative to the outcomes
 * that were named; a goal that nobody thought of shows as lost capability. <em>Do not use</em> it
 * to say what a system pursues: that is what inference is for.
 */
package org.mesascope.gap;
