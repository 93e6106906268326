package org.mesascope.stats;

/**
 * What a permutation test found.
 *
 * @param statistic of the samples as they are
 * @param p the share of splits at least as extreme, in (0, 1]
 * @param exact whether all splits were looked at, rather than a sample of them
 */
public record Tested(double statistic, double p, boolean exact) {}
