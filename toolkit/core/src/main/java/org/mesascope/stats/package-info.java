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
 *
 * <p><b>Which unit?</b> What was drawn or assigned independently: seeds, conversations, people,
 * cases; never rows within them. {@link org.mesascope.stats.ClusteredShares}, {@link
 * org.mesascope.stats.TwoSamples#clustered}, {@link org.mesascope.stats.SignFlips} and {@link
 * org.mesascope.stats.Jackknife} take units; {@link org.mesascope.stats.Resampled#warning} says
 * when they are too few, and then their points are to be shown.
 *
 * <p><b>Card.</b> {@link org.mesascope.stats.Bootstrap}, {@link
 * org.mesascope.stats.StratifiedBootstrap}: BCa intervals (Efron 1987) of any statistic of units,
 * and of an {@link org.mesascope.stats.Aggregate} over tasks (Agarwal et al. 2021).
 * <em>Critique:</em> too narrow with few units or heavy tails: of 95 % they cover, of a normal
 * mean, .889 at n = 10 and .937 at 50, of a lognormal one .820 and .908; {@code
 * toolkit/benchmarks/coverage.sh} prints it. <em>Do not use</em> them below 10 units, nor for
 * extremes, nor the stratified one where a run is scored on several tasks.
 *
 * <p><b>Card.</b> {@link org.mesascope.stats.Proportions}: Wilson (1927) and Newcombe's method 10
 * (1998). <em>Critique:</em> they cover the level on average over p, not at every p. <em>Do not
 * use</em> them for rows of common units.
 *
 * <p><b>Card.</b> {@link org.mesascope.stats.ClusteredShares}: Wilson's interval at Korn and
 * Graubard's (1998) effective size; for a difference Zou and Donner (2008) with Newcombe's (1998)
 * correction of the pairs' correlation. <em>Critique:</em> too narrow with few units of very
 * unequal size. <em>Do not use</em> it with units that influence each other.
 *
 * <p><b>Card.</b> {@link org.mesascope.stats.TwoSamples}, {@link org.mesascope.stats.SignFlips}:
 * permutation tests (Fisher 1935), exact where patterns are few. <em>Critique:</em> the null is
 * exchangeability, so that other spread may reject too. <em>Do not use</em> TwoSamples on paired
 * units.
 *
 * <p><b>Card.</b> {@link org.mesascope.stats.Multiplicity}: Bonferroni, Holm (1979), Benjamini and
 * Hochberg (1995). <em>Critique:</em> the family is the user's choice. <em>Do not use</em> the
 * false discovery rate where one false alarm costs.
 *
 * <p><b>Card.</b> {@link org.mesascope.stats.SignalDetection}: d′ and the criterion (Green and
 * Swets 1966). <em>Critique:</em> equal variances of normal evidence are assumed. <em>Do not
 * use</em> it for graded answers.
 */
package org.mesascope.stats;
