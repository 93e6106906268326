/**
 * Training: base optimizers that make policies, with every checkpoint kept.
 *
 * <p>May use {@code stats}, {@code report}, {@code trace}, {@code task} and {@code world}.
 *
 * <pre>{@code
 * var right = Corridor.of(9).withCoinAt(8);
 * var both = Mixture.of(right, right.withCoinAt(0), .05);
 * var agent = PolicyGradient.defaults().train(both, seed.split("train"));
 * agent.checkpoints().forEach(c -> right.withCoinAt(0).outcome(c));
 * agent.save(Path.of("agent.json"));
 * }</pre>
 *
 * <p><b>Exact policy gradient.</b> Gradient ascent on the expected return, whose gradient is
 * computed by dynamic programming and not sampled (Sutton et al. 2000, theorem 1, over a finite
 * horizon). It shows what an objective and a policy family lead to, without the noise of sampling;
 * where sampling noise, exploration or function approximation is the question, train a network
 * instead. With softmax policies the ascent is slow near determinism, so that what is seen after
 * some steps can be a transient (Agarwal et al. 2021; Mei et al. 2020): look at several
 * checkpoints.
 */
package org.mesascope.train;
