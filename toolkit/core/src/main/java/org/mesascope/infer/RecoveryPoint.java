package org.mesascope.infer;

/**
 * What so many simulated traces tell of one parameter.
 *
 * @param traces how many
 * @param width of the interval, the median over repetitions; +∞ where half of them do not tell it
 * @param low lower end of a 95 % interval of that median, from order statistics: Monte-Carlo error
 * @param high its upper end
 * @param told share of repetitions in which the parameter is told
 * @param coverage share of intervals that hold the value simulated with, those of the whole line
 *     included
 * @param repetitions how many fits there were
 * @param failed how many did not converge; they count as not told
 */
public record RecoveryPoint(
    int traces,
    double width,
    double low,
    double high,
    double told,
    double coverage,
    int repetitions,
    int failed) {}
