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
 * display(OptimizerShifts.ofQuadratics(10, 100).run(lstm, seed.split("shifts")).figure());
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
