package org.mesascope.infer;

/**
 * Another explanation of the same traces.
 *
 * @param name such as "uniform" or "first-order imitation"
 * @param logLikelihood of the same choices, in nats
 * @param parameters how many were fitted
 */
public record Rival(String name, double logLikelihood, int parameters) {}
