package org.mesascope.stats;

import java.util.function.DoubleUnaryOperator;

/**
 * The mean over all runs of a number of each, which a resample needs no counts for.
 *
 * @param of the number of a run's score
 */
record RunMean(DoubleUnaryOperator of) implements Aggregate {

  @Override
  public double of(TaskScores scores, int[] counts) {
    double sum = 0;
    long total = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i] * of.applyAsDouble(scores.value(i));
      total += counts[i];
    }
    return sum / total;
  }

  /** The number of each run, in the order of the scores. */
  double[] each(TaskScores scores) {
    double[] values = new double[scores.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = of.applyAsDouble(scores.value(i));
    }
    return values;
  }
}
