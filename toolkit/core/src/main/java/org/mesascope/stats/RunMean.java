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

  /**
   * The mean without each group of so many runs of a task, where those left of it make up for them:
   * the task keeps its share of the whole. O(runs).
   */
  double[] leftOut(TaskScores scores, int task, int size) {
    double[] each = each(scores);
    int from = scores.start(task);
    int to = scores.start(task + 1);
    double own = 0;
    double others = 0;
    for (int i = 0; i < each.length; i++) {
      own += from <= i && i < to ? each[i] : 0;
      others += from <= i && i < to ? 0 : each[i];
    }
    int runs = to - from;
    double[] left = new double[runs / size];
    for (int g = 0; g < left.length; g++) {
      double group = 0;
      for (int i = from + g * size; i < from + (g + 1) * size; i++) {
        group += each[i];
      }
      left[g] = (others + (own - group) * runs / (runs - size)) / each.length;
    }
    return left;
  }
}
