/**
 * Random streams, intervals and tests: the room under all others.
 *
 * <p>Uses the JDK and Smile alone.
 *
 * <pre>{@code
 * var seed = Seed.of(7);
 * var train = seed.split("train/3").random();
 * var deploy = seed.split("deploy/3").random(); // independent of the first
 * var share = Proportions.wilson(96, 100, .95); // [.9016, .9843]
 * var mean = Bootstrap.bca(returns, Averages::mean, BootstrapOptions.defaults(), seed.split("ci"));
 * var chains = ChainDiagnostics.of(first, second, third, fourth); // R-hat, effective sizes
 * }</pre>
 */
package org.mesascope.stats;
