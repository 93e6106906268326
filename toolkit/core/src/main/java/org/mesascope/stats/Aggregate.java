package org.mesascope.stats;

import java.util.Arrays;

/**
 * One number of the scores of many runs, where each run counts a given number of times: as often as
 * a resample drew it.
 *
 * <p>Source of the choice: Agarwal et al. (2021), Deep reinforcement learning at the edge of the
 * statistical precipice.
 */
public interface Aggregate {

  /**
   * The number.
   *
   * @param scores of the runs, in the order of tasks, then runs
   * @param counts how often each run of every task counts: at least 0, and not 0 for all runs of a
   *     task; not to be kept or changed
   */
  double of(TaskScores scores, int[] counts);

  /** The number of the scores as they are. */
  default double of(TaskScores scores) {
    int[] once = new int[scores.size()];
    Arrays.fill(once, 1);
    return of(scores, once);
  }

  /** The mean over all runs. */
  static Aggregate mean() {
    return new RunMean(value -> value);
  }

  /** The median over tasks of the mean over a task's runs. */
  static Aggregate median() {
    return (scores, counts) -> {
      double[] means = new double[scores.tasks().size()];
      Arrays.setAll(means, t -> scores.mean(counts, scores.start(t), scores.start(t + 1)));
      return Averages.median(means);
    };
  }

  /** The mean of the middle half of all runs: see {@link Averages#interquartileMean}. */
  static Aggregate interquartileMean() {
    return (scores, counts) -> {
      long total = 0;
      for (int count : counts) {
        total += count;
      }
      long cut = total / 4;
      long end = total - cut;
      int rank = 0;
      long seen = 0;
      while (seen + counts[scores.ascending(rank)] <= cut) {
        seen += counts[scores.ascending(rank++)];
      }
      double sum = -(double) (cut - seen) * scores.ranked(rank);
      while (seen < end) {
        int count = counts[scores.ascending(rank)];
        seen += count;
        sum += count * scores.ranked(rank++);
      }
      return (sum - (seen - end) * scores.ranked(rank - 1)) / (end - cut);
    };
  }

  /**
   * By how much runs fall short of a goal on average; what is above it does not make up.
   *
   * @param goal such as 1 for human-normalised scores
   */
  static Aggregate optimalityGap(double goal) {
    return new RunMean(value -> Math.max(0, goal - value));
  }

  /** The share of runs that score above a threshold. */
  static Aggregate above(double threshold) {
    return new RunMean(value -> value > threshold ? 1 : 0);
  }
}
