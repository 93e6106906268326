package org.mesascope.gap;

/**
 * What a sweep found at one place.
 *
 * @param at the place: a strength of the shift, or a training step
 * @param training how every system did in training
 * @param deployment how every system did in deployment
 */
public record GapPoint(double at, Scores training, Scores deployment) {}
