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
 */
package org.mesascope.optimizer;
