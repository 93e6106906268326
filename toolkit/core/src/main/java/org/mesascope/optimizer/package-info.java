/**
 * Learned optimizers: baselines, architectures, and the meta-training that finds their weights.
 *
 * <p>May use {@code task}, {@code train} and what stands under the flow.
 *
 * <pre>{@code
 * var family = Quadratics.random(10);
 * var adam = Tuning.rate(Baseline::adam, family, TuningOptions.defaults(), seed.split("tuning"));
 * var run = Unroll.of(adam.best(), family.batch(1024, seed.split("test")), 100);
 * run.at(100).median();
 * display(LossSummary.table("Meta-test", List.of(run)));
 *
 * var lstm =
 *     MetaTraining.defaults()
 *         .train(LstmOptimizer.defaults(), TruncatedBackpropagation.defaults(), family, seed);
 * var shifts = OptimizerSweep.horizon(family, 1000).run(List.of(lstm, adam.best()), seed);
 * }</pre>
 *
 * <h2>Method cards</h2>
 *
 * <p><b>Baselines</b> ({@link org.mesascope.optimizer.Baseline}). SGD, momentum, Nesterov, RMSprop
 * and Adam with a constant rate. A learned optimizer that beats a baseline with its default rate
 * shows nothing (Metz et al. 2020): tune first ({@link org.mesascope.optimizer.Tuning}), on
 * problems of their own, for as many steps as are compared, and mind the warning about the grid's
 * edge. On quadratics Adam does better with β₂ = .99 than with .999 at the best rate of each, so β₂
 * belongs into the tuning where the margin is small.
 *
 * <p><b>Summaries</b> ({@link org.mesascope.optimizer.LossSummary}). Losses after a fixed number of
 * steps are heavy-tailed over problems, so there is a median, a geometric mean and a divergent
 * share and no mean. Read them together: a geometric mean leaves the divergent problems out. Tails
 * make medians uncertain too: on ten-dimensional random quadratics that of Adam over 1,024
 * functions has a standard error of a quarter of itself, so compare optimizers on the same
 * functions.
 *
 * <p><b>MLP optimizer</b> ({@link org.mesascope.optimizer.MlpOptimizer}). The same small network
 * moves every parameter, from its gradient, two running means of it, both normalised, and itself
 * (Metz et al. 2020). Cheap, and blind to what the parameters have to do with each other. Not for
 * claims about learned optimizers at large: the paper's has more features and hierarchy, and what a
 * small one learns depends on the scale of its problems, for the raw gradient is among its inputs.
 *
 * <p><b>Evolution strategies</b> ({@link org.mesascope.optimizer.EvolutionStrategy}). The gradient
 * of the meta-loss smoothed by N(0, σ²), from losses of antithetic pairs (Salimans et al. 2017): no
 * way back through the unroll, so none of its explosions, and losses need no derivative. Its target
 * is the smoothed loss: σ is a part of the objective, not a nuisance. Variance grows with the
 * number of outer parameters over that of pairs, so where there is a gradient that behaves, take it
 * ( {@link org.mesascope.optimizer.TruncatedBackpropagation}). Three kinds:
 *
 * <ul>
 *   <li><b>Full</b>: unbiased for the smoothed loss; one estimate an unroll. The reference to hold
 *       the others to. For horizons beyond some hundred steps it is slow to the first estimate.
 *   <li><b>Truncated</b> (Metz et al. 2019): an estimate a window, with what came before held
 *       fixed. Biased toward what pays within the window: on influence balancing it walks away from
 *       the minimiser at every step. Use it as the control that shows what truncation costs, not to
 *       train for long horizons.
 *   <li><b>Persistent</b> (Vicol et al. 2021): an estimate a window, weighted by the sum of all
 *       perturbations since the unroll's start, so that the windows of an unroll add up to the full
 *       gradient. Unbiased while the outer parameters stay put; while they move, inner states lag
 *       behind them (hysteresis), less with smaller outer steps. Variance grows with the number of
 *       windows where their perturbations' effects do not decay: with long unrolls take more
 *       particles, longer windows, or an unroll's end. Vicol et al. 2023 and Li et al. 2023 give
 *       estimators of less variance for such cases; they are not here.
 * </ul>
 *
 * <p>A particle's infinite loss makes an estimate meaningless, so it ends training instead of being
 * left out, which would bias it toward optimizers that diverge. Losses of several scales in one
 * estimate are dominated by the largest: standardise the family, or several {@code problems} a
 * particle. Staggering costs each pair's first unroll its length and keeps every estimate on early
 * and late inner steps alike.
 *
 * <p><b>Influence balancing</b> ({@link org.mesascope.optimizer.InfluenceBalancing}). A linear
 * system whose parameter does the opposite at first of what it does in the long run (Tallec and
 * Ollivier 2017; Vicol et al. 2021, section 5.1), with exact gradients by forward accumulation. A
 * test bed for estimators. That an estimator passes says that it has no truncation bias, nothing
 * about its variance on a network's landscape.
 *
 * <p><b>LISTA</b> ({@link org.mesascope.optimizer.Lista}). An encoder for sparse codes whose layers
 * are unrolled ISTA with learned weights (Gregor and LeCun 2010). Use it for one dictionary and
 * signals like those of training. Its advantage over ISTA and FISTA holds at small, fixed depth and
 * on that distribution of signals; unlike them it does not converge to the optimal code when it is
 * run for more layers than it was trained for. A trained network that started as an unrolled
 * iteration is no evidence that networks come to optimize by themselves.
 *
 * <p><b>LSTM optimizer</b> ({@link org.mesascope.optimizer.LstmOptimizer}). One small recurrent
 * network proposes the update of every coordinate from that coordinate's gradients (Andrychowicz et
 * al. 2016). It is good on problems like those of its meta-training and for about as many steps;
 * beyond them it stalls or fails where tuned Adam does not ({@link
 * org.mesascope.optimizer.OptimizerShifts} shows where), and it moves on where the gradient is 0.
 * It sees no curvature between coordinates. Do not use it to optimize anything one cares about; it
 * is a subject of study.
 *
 * <p><b>Learnable rules</b> ({@link org.mesascope.optimizer.LearnableRule}). SGD, momentum and Adam
 * whose rate and decays are meta-trained: the rival that a learned rule has to beat, since all of
 * its advantage may be a well-chosen rate. With truncated backpropagation the rate found is short-
 * sighted (Wu et al. 2018).
 *
 * <p><b>Truncated backpropagation</b> ({@link org.mesascope.optimizer.TruncatedBackpropagation}).
 * Exact within a window, blind beyond it, so biased (Metz et al. 2019), and inner gradients count
 * as constants. Cheap and of low variance where losses fall within a window; where effects are late
 * or the unroll is chaotic use an evolution strategy. A curriculum of growing unrolls is a {@link
 * org.mesascope.optimizer.TruncationSchedule}.
 *
 * <p><b>Sweeps</b> ({@link org.mesascope.optimizer.OptimizerSweep}). The loss at the last step over
 * horizon, dimension, conditioning or scale, all optimizers on the same problems: medians,
 * geometric means, divergent shares and on how many problems the first is ahead. Baselines are
 * those tuned where strength is that of training: their failures say that a rate does not carry
 * over, not that the method cannot solve the problems. Not a search for where an optimizer works
 * best.
 */
package org.mesascope.optimizer;
