package org.mesascope.stats;

/**
 * The probability of improvement: over the scores of two systems side by side, the first system's
 * tasks before the second's. Agarwal et al. (2021), section 4.
 */
final class Improvement implements Aggregate {

  private final int[][] ascending;
  private final int seconds;

  /**
   * @param both scores as {@link TaskScores#beside} gives them
   */
  Improvement(TaskScores both) {
    int tasks = both.tasks().size() / 2;
    seconds = both.start(tasks);
    ascending = new int[tasks][];
    int[] filled = new int[tasks];
    for (int t = 0; t < tasks; t++) {
      int runs = both.start(t + 1) - both.start(t);
      ascending[t] = new int[runs + both.start(tasks + t + 1) - both.start(tasks + t)];
    }
    for (int rank = 0; rank < both.size(); rank++) {
      int position = both.ascending(rank);
      int task = both.task(position) % tasks;
      ascending[task][filled[task]++] = position;
    }
  }

  /** Walks each task's scores upwards: a win for each run of the second that is already below. */
  @Override
  public double of(TaskScores both, int[] counts) {
    double sum = 0;
    for (int[] order : ascending) {
      long won = 0;
      long tied = 0;
      long below = 0;
      long firsts = 0;
      for (int from = 0; from < order.length; ) {
        long first = 0;
        long second = 0;
        int to = from;
        while (to < order.length && both.value(order[to]) == both.value(order[from])) {
          if (order[to] < seconds) {
            first += counts[order[to]];
          } else {
            second += counts[order[to]];
          }
          to++;
        }
        won += first * below;
        tied += first * second;
        below += second;
        firsts += first;
        from = to;
      }
      sum += (won + tied / 2.0) / ((double) firsts * below);
    }
    return sum / ascending.length;
  }
}
