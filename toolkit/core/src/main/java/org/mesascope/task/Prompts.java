package org.mesascope.task;

/**
 * Regression prompts side by side, in double precision, one prompt after the other.
 *
 * @param count how many prompts
 * @param context examples in each, N
 * @param dimension of an input, d
 * @param inputs {@code [count][context][dimension]}
 * @param labels {@code [count][context]}
 * @param queries {@code [count][dimension]}
 * @param targets the clean labels of the queries, {@code [count]}
 * @param weights the hidden weights, {@code [count][dimension]}
 */
public record Prompts(
    int count,
    int context,
    int dimension,
    double[] inputs,
    double[] labels,
    double[] queries,
    double[] targets,
    double[] weights) {}
