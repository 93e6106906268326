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
 * <p>Every system and every shift go through {@link org.mesascope.gap.ShiftSweep}:
 *
 * <table>
 *   <caption>Shifts, and what is asked of the system</caption>
 *   <tr><th>shift</th><th>call</th><th>outcomes</th></tr>
 *   <tr><td>coin position</td><td>{@code of(training, seed).over(world.coinPositions())}</td>
 *     <td>{@link org.mesascope.gap.Goals}</td></tr>
 *   <tr><td>training step</td><td>{@code overSteps(training, seed).between(world, other)}</td>
 *     <td>{@link org.mesascope.gap.Goals}</td></tr>
 *   <tr><td>input scale, weight scale, noise, context</td>
 *     <td>{@code of(training, seed, PromptShift.inputScale(law), outcomes)}</td>
 *     <td>{@link org.mesascope.gap.PromptOutcomes}</td></tr>
 *   <tr><td>horizon, dimension, conditioning, scale</td>
 *     <td>{@code of(training, seed, TaskShift.horizon(family, 100), outcomes)}</td>
 *     <td>{@link org.mesascope.gap.OptimizerOutcomes}</td></tr>
 *   <tr><td>maze size</td>
 *     <td>{@code of(training, seed, RandomMazes.sizes(options, 8, 16), outcomes)}</td>
 *     <td>{@link org.mesascope.gap.MazeOutcomes}</td></tr>
 *   <tr><td>prompt version, live or logged</td>
 *     <td>{@code ofTrained(assistant, seed, Shift.among("version", versions), outcomes)}, {@code
 *     ofUnits(log, key, shift, outcomes)}</td>
 *     <td>{@link org.mesascope.gap.TraceOutcomes}</td></tr>
 *   <tr><td>user mix</td>
 *     <td>{@code ofTrained(assistant, seed, Shift.mix("newcomers", old, young, 0), outcomes)}</td>
 *     <td>{@link org.mesascope.gap.TraceOutcomes}</td></tr>
 * </table>
 *
 * <p>{@code of} trains anew for every seed; {@code ofTrained} measures one system again and again,
 * which says nothing of other trainings; {@code ofUnits} has the units of a log. {@code
 * resuming(file, words)} keeps what is done, {@code on(workers)} says where it runs.
 *
 * <p>{@link org.mesascope.gap.TraceReport} says what somebody's log shows, and is what {@code
 * ./mesascope report} writes: what was done, and for each version the chain of a {@link
 * org.mesascope.gap.MesaReport} as far as a log carries it. Its card: shares with clustered Wilson
 * intervals ({@link org.mesascope.stats.ClusteredShares}), differences with Bonferroni's
 * correction, conditional logit where menus have features. On menus a choice reaches the intended
 * goal where it takes an alternative of the greatest intended utility, and the old one where it
 * takes one of the greatest value of the suspected proxy. Everything is over units. {@code
 * NullReportsTest} holds how seldom logs in which there is nothing to find raise an alarm.
 * <em>Critique:</em> a log is no experiment; versions may have met other situations, and what a
 * system follows besides the features biases their weights. <em>Do not use</em> it to say why a
 * system did what it did.
 *
 * <p><b>Card.</b> Capability and objective robustness: Hubinger et al. 2019; Langosco et al., "Goal
 * misgeneralization in deep reinforcement learning" (ICML 2022): goal misgeneralization is a large
 * objective gap with a small capability gap. <em>Critique:</em> both are relative to the outcomes
 * that were named; a goal that nobody thought of shows as lost capability. <em>Do not use</em> it
 * to say what a system pursues: that is what inference is for.
 *
 * <p>A {@link org.mesascope.gap.MesaReport} says in one call what a system does, what that is best
 * described as pursuing, what the data cannot tell, how far that lies from the base objective,
 * whether it is goal-directed beside its controls, and which kinds of misalignment the numbers
 * show:
 *
 * <pre>{@code
 * var report = MesaReport.of(agent, world, world.withCoinAt(0), Seed.of(7));
 * report.verdict();
 * report.misalignment(Misalignment.Kind.PROXY).estimate("misdirection");
 * report.save(Path.of("report"));
 * }</pre>
 *
 * <p><b>Card.</b> The verdict of a report: withheld where a control fails; else the kinds found, or
 * what is not identifiable, or what is not decided, or none of these. Controls go through the same
 * chain as the system: one that acts at random must come out at 0, a planner for the objective
 * found must come out directed toward it, and no random utility may tell more. Systems are taken to
 * plan with a discount and absorbing ends, so that entropy is no reason to put off an end.
 * <em>Critique:</em> a rival that explains the choices as well leaves no level of evidence, which
 * in narrow worlds is the rule: in a corridor "always right" is a goal and a habit. <em>Do not
 * use</em> it to say what goes on inside: its evidence ends at counterfactual.
 *
 * <p><b>Card.</b> Proxy alignment: misdirection, P(old goal and not the intended one) in deployment
 * less that in training, beyond chance, with a positive weight on the proxy in the inferred
 * objective. Source: Hubinger et al. 2019, section 3.1, and Langosco et al. 2022 for the gap.
 * <em>Critique:</em> relative to the goals and features named. <em>Do not use</em> it where the
 * shift takes the capability too.
 *
 * <p><b>Card.</b> Approximate alignment: in training, the regret by the base objective of a policy
 * that is optimal for the inferred one, while both lie near by EPIC. Source: Hubinger et al. 2019,
 * section 3.1; regret as in Skalse et al. 2024. <em>Critique:</em> the inferred objective carries
 * the misfit of features and of soft-optimality; the data must tell its weights in training. <em>Do
 * not use</em> it with features in which the base objective cannot be written.
 *
 * <p><b>Card.</b> Suboptimality alignment: the slope of the base objective's return over capability
 * while its own objective's rises. Source: Hubinger et al. 2019, section 3.1. <em>Critique:</em> a
 * slope hides a return that falls and rises again; look at the curves. <em>Do not use</em> it with
 * a dial that changes the objective too.
 *
 * <p><b>Card.</b> Evaluation-conditional behaviour: the change with a cue of being watched, paired
 * by situation, clustered by unit, tested by sign flips, with capability held. Source: Fisher 1935,
 * section 21, for the test. <em>Critique:</em> it shows an effect of the cue, not the reason for
 * it. <em>Do not use</em> it where cues were not given at random.
 *
 * <p><b>Card.</b> {@link org.mesascope.gap.BehaviourShift}: two versions of a prompt or a model. A
 * behaviour's change is, paired, the mean over units of the mean over the situations that a unit
 * met under both versions (Zou and Donner's interval with Newcombe's correction, by which few units
 * that agree are no proof that none moved; sign flips over units); with other units in the same
 * situations, a difference at equal situations in Mantel and Haenszel's weights, with the
 * jackknife; of units assigned at random, Newcombe's, with whole units exchanged. All tests of a
 * comparison are one family (Holm, or Benjamini and Hochberg). Where there is a truth, d′ and the
 * criterion tell ability from bias. It refuses where versions have nothing in common, units are
 * fewer than 10, or the model, judge or time recorded changed with the version; it names other
 * proportions of situations or signals, a majority answer that does as well, and a constant, a word
 * or a length that reproduces a change. {@code NullShiftsTest} holds its false alarms and what it
 * sees. <em>Critique:</em> what was not recorded may still differ; with few repeated situations the
 * answer is about these alone; a rule of the surface is looked for among words and lengths only.
 * <em>Do not use</em> it to say why a version behaves otherwise, nor with units that influence each
 * other.
 *
 * <p><b>Card.</b> {@link org.mesascope.gap.Overoptimization}: proxy and gold over √KL, best-of-n or
 * a changed policy, with the laws of Gao, Schulman and Hilton (2022), section 3.1, and what they
 * leave. <em>Critique:</em> gold is itself a measure somebody chose; the laws were found for
 * language models. <em>Do not use</em> a fitted peak where the misfit has a shape.
 */
package org.mesascope.gap;
