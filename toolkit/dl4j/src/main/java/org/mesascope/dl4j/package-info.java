/**
 * Trained systems on DL4J: policies that act on what they observe.
 *
 * <p>May use every room of the core and DL4J, which no other room sees. Set {@code
 * OMP_NUM_THREADS=1} for networks of this size: more threads make them slower.
 *
 * <p><b>Method card, REINFORCE.</b> Definition: stochastic ascent on the expected return along ∇J =
 * E[Σₜ Aₜ ∇ ln π(aₜ | sₜ)] with a leave-one-out baseline. Source: Williams 1992; Kool, van Hoof and
 * Welling 2019 for the baseline. Known critique: what is learnt where training never goes is
 * decided by the architecture and the initial weights, so conclusions need several seeds. Not for
 * worlds whose reward is rare under a random policy.
 *
 * <pre>{@code
 * var agent = Reinforce.defaults().train(Mixture.of(corridor), seed.split("train"));
 * agent.policy().save(Path.of("agent.zip"));
 * var again = PolicyNetwork.load(Path.of("agent.zip"));
 * var traces = again.rollOut(corridor, 200, seed.split("traces"));
 * }</pre>
 */
package org.mesascope.dl4j;
