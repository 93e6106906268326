/**
 * From traces to the objective behind them, never without saying what the traces can tell.
 *
 * <p>May use every room of the flow before it.
 *
 * <pre>{@code
 * var found = MaxCausalEntropyIrl.in(world).withFeatures(goal, pit).infer(traces);
 * found.identifiability().summary();   // "2 of 2 directions are told by the data"
 * found.verdict();                     // against uniform choice, habits and imitation
 * var fit = ConditionalLogit.of(ConditionalLogitOptions.defaults().withConstants("car")).fit(log);
 * fit.iiaTest("air").summary();
 * }</pre>
 *
 * <h2>Method cards</h2>
 *
 * <p><b>Maximum causal entropy IRL</b> ({@link org.mesascope.infer.MaxCausalEntropyIrl}). The
 * reward under which soft-optimal choices make the traces most likely (Ziebart, Bagnell and Dey
 * 2010; identifiability by Cao, Cohen and Szpruch 2021). Use it where dynamics and discount are
 * known and small enough to tabulate. Not for agents whose beliefs differ from the given dynamics,
 * and not as proof of planning: a habit can be fitted too, which is why rivals stand beside it. In
 * worlds whose terminal states can be put off, soft-optimal agents value lingering: ending an
 * episode must pay for the entropy it forgoes, and small rewards for ending are estimated poorly.
 * From traces the likelihood need not be concave; Fisher scoring from 0 finds a local maximum.
 *
 * <p><b>Ng and Russell's linear programme</b> ({@link org.mesascope.infer.NgRussellLp}). One reward
 * by state out of the cone of those that make a policy optimal, by the largest margin less λ Σ|R|
 * (Ng and Russell 2000). Use it to see how little optimality alone tells. A zero reward always
 * solves it; it gives no uncertainty, knows no errors, and λ decides the answer: not a measurement.
 *
 * <p><b>Bayesian IRL</b> ({@link org.mesascope.infer.BayesianIrl}). The posterior of a reward under
 * a Gaussian prior, or over a finite list, for soft-optimal choices or for exp(αQ*) (Ramachandran
 * and Amir 2007); generalized elliptical slice sampling (Murray, Adams and MacKay 2010; Nishihara,
 * Murray and Adams 2014), judged by rank-normalised split R-hat and effective sample sizes (Vehtari
 * et al. 2021). Along directions that the data do not tell it returns the prior. Over a list it
 * divides 1 among the candidates whatever they are worth, so read {@link
 * org.mesascope.infer.CandidatePosterior#verdict} first. Not where no prior can be defended; not
 * for posteriors with modes far apart, which chains may all miss.
 *
 * <p><b>Preference learning</b> ({@link org.mesascope.infer.PreferenceLearning}). Bradley and Terry
 * (1952) with ties by Davidson (1970), for items, features or trajectories (Christiano et al.
 * 2017), of which a share may be blind, as Christiano et al. assume. Strengths are finite and told
 * only where preferences connect all (Ford 1957). Not where preferences run in circles; scales of
 * different raters are not the same scale; the blind share is assumed, and compared by held-out
 * likelihood, never measured.
 *
 * <p><b>Conditional logit</b> ({@link org.mesascope.infer.ConditionalLogit}). Weights of features
 * in choices from menus (McFadden 1974). Use it for logged choices with known alternatives. Not
 * where independence of irrelevant alternatives fails ({@link org.mesascope.infer.IiaTest}); not
 * causal where features carry what the decider did not look at.
 *
 * <p><b>Implicit loss</b> ({@link org.mesascope.infer.ImplicitLoss}). The ridge, prior or
 * preconditioner whose loss an in-context learner behaves as if it minimised, from prompts and
 * predictions alone (the reading of in-context learning as ridge regression: Garg et al. 2022,
 * Akyürek et al. 2023; as a preconditioned step: Ahn et al. 2023). Use it where rivals say that
 * such a loss is needed at all. Prior and noise are told as their ratio only. Critiques: any linear
 * smoother has such a loss, so a good fit shows no minimisation; residuals are treated as noise
 * though a network's deviations are systematic, which the clustered intervals only in part allow
 * for. Not for learners whose answers are not linear in the query: attribute those first.
 *
 * <p><b>Update rules</b> ({@link org.mesascope.infer.UpdateRuleReader}). What an optimizer does
 * with gradients: lags by regression of the update on the last gradients, the growth of the first
 * update with the gradient, evening out of coordinates, steps over time, drift without gradient
 * (the mechanisms of Maheswaranathan et al. 2021), beside rules made by hand fitted to half of the
 * problems and scored on the rest. Checkpoints are an axis ({@link
 * org.mesascope.infer.UpdateRuleCourse}). Critiques: gradients that shrink in step make lags
 * collinear, then they are not identifiable, and where they barely are, wide; gradients older than
 * the regression looks load on its last lags, so read the lags beside the held-out share that the
 * sum of gradients explains. Rivals are fitted on a grid of settings. Every step counts alike, long
 * or short; steps lost in single precision's rounding are left out, as are problems that diverged.
 * The reading holds on the problems it was made on. A rule that a rival describes may still be
 * computed otherwise inside; "none of these" is an answer about these rivals only.
 *
 * <p><b>Errors of choice models</b> ({@link org.mesascope.infer.StandardErrors}). From the model,
 * or sandwiches (Huber 1967; White 1982), by choice or by trace. Samples drawn by what was chosen
 * are weighted by population over sample shares (Manski and Lerman 1977) with scores centred within
 * strata (Wooldridge 2001). A sandwich mends errors, not a wrong model's weights; below 20 traces
 * it is too thin.
 *
 * <p><b>Held-out fit</b> ({@link org.mesascope.infer.CrossValidation}). Traces are dealt into
 * folds, so that no trace predicts itself. Folds share most of their data: intervals are
 * approximate.
 *
 * <p><b>The next experiment</b> ({@link org.mesascope.infer.NextExperiment}). Candidates by the
 * untold directions they would tell and the information they would add (Fedorov 1972; Chaloner and
 * Verdinelli 1995). Local: it believes the fit. Where the model is wrong no experiment mends it.
 *
 * <p><b>Recovery</b> ({@link org.mesascope.infer.Recovery}). How many traces narrow an interval to
 * a width, by simulating from the fit and refitting. It answers for an agent that is as the fit
 * says.
 *
 * <p><b>Identifiability</b> ({@link org.mesascope.infer.Identifiability}). Rank and null space of
 * the expected Fisher information at the estimate, and separation, where the likelihood has no
 * maximum. It speaks of the model fitted to the data at hand: told means told if the model holds.
 *
 * <p><b>Intervals.</b> Wald intervals: normal, symmetric, and too narrow where nearly all choices
 * agree, because the few that do not carry all that is told. Where a weight is told at all but its
 * interval is wide, read the interval and not the weight.
 *
 * <p>Simulated coverage of 95 % intervals, 1,000 logs each ({@code mvn test -pl toolkit/core -am
 * -Dtest=IntervalCoverageTest -Dcoverage.seeds=1000 -Dsurefire.failIfNoSpecifiedTests=false}):
 * robust errors of 120 choices .948; clustered errors of 120 traces of five equal choices .947,
 * where the information alone covers .611; a choice-based sample of 100 and 100, weighted, .930,
 * where the unweighted constant is never covered; credible intervals of 6 traces, truths from the
 * prior, .950.
 */
package org.mesascope.infer;
