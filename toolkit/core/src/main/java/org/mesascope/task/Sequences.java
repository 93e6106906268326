package org.mesascope.task;

/**
 * Sequences of states side by side, in double precision, one sequence after the other.
 *
 * @param count how many sequences
 * @param length states in each, at least 2
 * @param dimension of a state, d
 * @param states {@code [count][length][dimension]}
 * @param matrices the hidden W, {@code [count][dimension][dimension]}
 */
public record Sequences(int count, int length, int dimension, double[] states, double[] matrices) {}
