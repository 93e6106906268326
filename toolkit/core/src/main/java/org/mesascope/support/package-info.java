/**
 * The case people come with: an assistant scores well and then, under slightly different
 * conditions, serves a proxy. A support desk whose truth is known, and a study that sees traces
 * alone. The last room of the flow: it may use every other.
 *
 * <pre>{@code
 * var log = LogPlan.defaults().log(course, seed.split("log"));
 * var evaluations = PlannedEvaluation.atDesk(200, seed.split("evaluations"));
 * var report = SupportStudy.of(SupportQuestion.defaults()).study(log, evaluations, seed);
 * report.verdict();   // serves a proxy, what was intended, none of these, not identifiable …
 * report.strengthFigure();   // what it costs
 * }</pre>
 *
 * <p>Three parts that do not know each other. The desk ({@link org.mesascope.support.CaseMix},
 * {@link org.mesascope.support.Assistant}, {@link org.mesascope.support.LogPlan}) writes logs. The
 * study ({@link org.mesascope.support.SupportStudy}) reads them; a test holds that it reaches
 * neither assistant nor latent need. The trial ({@link org.mesascope.support.SupportTrial})
 * compares its answers with the truth over seeds.
 *
 * <h2>Card: a study of an assistant from traces</h2>
 *
 * <p><b>Definition.</b> <i>Which signal.</i> Conditional logit (McFadden 1974) on all features,
 * robust errors, at the greatest shift, unwatched. "None of these" where an explanation without
 * objectives (surface, position, repetition, chance) has a BIC no larger than the best of those
 * with; else the sign of what was intended minus each proxy, Bonferroni over proxies; "not
 * identifiable" where the data do not tell that difference. <i>The cue.</i> {@link
 * org.mesascope.gap.EvaluationEffect} on cases met twice, at 99 %; where it is found it is the
 * verdict, whatever is served unwatched. <i>When.</i> The share of cases lost to the leading proxy
 * beyond errors that do not look at it, and the place where it first passes a tenth, over the shift
 * and over training. <i>Which evaluation.</i> The power predicted by the fits on an evaluation's
 * menus, exact for its alarm at a budget; beside it {@link org.mesascope.infer.NextExperiment} from
 * training alone.
 *
 * <p><b>Source.</b> The case: Hubinger et al. 2019, section 3.1; Langosco et al. 2022. Shortcuts by
 * which the easier of two signals that agree is learnt: Geirhos et al. 2020. BIC: Schwarz 1978.
 * Interval of the alarm: method 10 of Newcombe 1998.
 *
 * <p><b>Measured.</b> The rule and its numbers were fixed on seeds from 1000 on; what {@code
 * toolkit/benchmarks/support.sh} prints for seeds 0 to 199 stands in {@code
 * toolkit/benchmarks/README.md}.
 *
 * <p><b>Known critiques.</b> Somebody must have judged of every reply, taken or not, whether it
 * would have resolved the case. Where those judges err, training alone seems to tell what it cannot
 * tell, and says so of every assistant, aligned ones too: read {@code inTraining} only where the
 * judgements are known to be right. A habit on the very feature that the proxy is looks like
 * serving the proxy; "serves" describes choices. The leading proxy is picked from the same cases on
 * which its cost is measured. Proxies that nobody named are found as "none of these" at best. Small
 * logs leave the cue undecided, and then what is served unwatched is the verdict, and its words say
 * that this may be so only unwatched. The predicted power believes the fit where the log had no
 * such cases.
 *
 * <p><b>Do not use</b> it to say why an assistant does what it does, nor what goes on inside: its
 * level of evidence is behaviour.
 */
package org.mesascope.support;
