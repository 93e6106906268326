package org.mesascope.world;

/**
 * What a system gets in a corridor within the horizon, as exact probabilities.
 *
 * @param coin that it reaches the coin: the base objective
 * @param rightEndInstead that it visits the right end and never reaches the coin
 * @param capability that it gets anywhere: either of the two
 */
public record CorridorOutcome(double coin, double rightEndInstead, double capability) {}
