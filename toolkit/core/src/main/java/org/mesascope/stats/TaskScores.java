package org.mesascope.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Scores of independent runs on several tasks: the strata of an evaluation. A run is of one task;
 * tasks may have different numbers of runs.
 */
public final class TaskScores {

  private final List<String> tasks;
  private final int[] starts;
  private final double[] values;
  private final int[] ascending;
  private final double[] ranked;

  private TaskScores(List<String> tasks, List<double[]> runs) {
    this.tasks = List.copyOf(tasks);
    starts = new int[runs.size() + 1];
    for (int t = 0; t < runs.size(); t++) {
      starts[t + 1] = starts[t] + checked(tasks.get(t), runs.get(t)).length;
    }
    values = new double[starts[runs.size()]];
    for (int t = 0; t < runs.size(); t++) {
      System.arraycopy(runs.get(t), 0, values, starts[t], runs.get(t).length);
    }
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    ascending = Arrays.stream(order).mapToInt(i -> i).toArray();
    ranked = Arrays.stream(ascending).mapToDouble(i -> values[i]).toArray();
  }

  /**
   * Scores by task.
   *
   * @param runs the scores of each task's runs: at least one task, and in each at least one run
   * @throws IllegalArgumentException naming the task that is empty or has a score that is no finite
   *     number
   */
  public static TaskScores of(Map<String, double[]> runs) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("task scores expect at least one task, got none");
    }
    return new TaskScores(new ArrayList<>(runs.keySet()), new ArrayList<>(runs.values()));
  }

  /** The runs of one task. */
  public static TaskScores of(double... runs) {
    return new TaskScores(List.of("task"), List.of(runs));
  }

  /**
   * Scores as a matrix, as evaluations print them.
   *
   * @param runs runs by tasks, every row as long as the first
   */
  public static TaskScores ofMatrix(double[][] runs) {
    if (runs.length == 0 || runs[0].length == 0) {
      throw new IllegalArgumentException("task scores expect at least one run of one task");
    }
    List<String> names = new ArrayList<>();
    List<double[]> byTask = new ArrayList<>();
    for (int t = 0; t < runs[0].length; t++) {
      double[] column = new double[runs.length];
      for (int r = 0; r < runs.length; r++) {
        if (runs[r].length != runs[0].length) {
          throw new IllegalArgumentException(
              "run %d expects %d scores as run 0 has, got %d"
                  .formatted(r, runs[0].length, runs[r].length));
        }
        column[r] = runs[r][t];
      }
      names.add("task " + t);
      byTask.add(column);
    }
    return new TaskScores(names, byTask);
  }

  /** The names of the tasks. */
  public List<String> tasks() {
    return tasks;
  }

  /** A copy of the scores of a task's runs. */
  public double[] runs(int task) {
    return Arrays.copyOfRange(values, starts[task], starts[task + 1]);
  }

  /** How many runs there are on all tasks together. */
  public int size() {
    return values.length;
  }

  /** How many runs the task with the fewest has: what an interval's trust hangs on. */
  public int fewestRuns() {
    int fewest = Integer.MAX_VALUE;
    for (int t = 0; t < tasks.size(); t++) {
      fewest = Math.min(fewest, starts[t + 1] - starts[t]);
    }
    return fewest;
  }

  /** The mean over the runs at these positions, each counted so many times. */
  double mean(int[] counts, int from, int to) {
    double sum = 0;
    long total = 0;
    for (int i = from; i < to; i++) {
      sum += counts[i] * values[i];
      total += counts[i];
    }
    return sum / total;
  }

  /** The task that the run at a position is of. */
  int task(int position) {
    int found = Arrays.binarySearch(starts, position);
    return found >= 0 ? found : -found - 2;
  }

  int start(int task) {
    return starts[task];
  }

  double value(int position) {
    return values[position];
  }

  /** The position of the score that so many are at most as large as. */
  int ascending(int rank) {
    return ascending[rank];
  }

  /** The score that so many are at most as large as. */
  double ranked(int rank) {
    return ranked[rank];
  }

  /** Both in one, this one's tasks first: for what compares two systems. */
  TaskScores beside(TaskScores other) {
    if (!tasks.equals(other.tasks)) {
      throw new IllegalArgumentException(
          "two systems expect the same tasks, got %s and %s".formatted(tasks, other.tasks));
    }
    List<String> names = new ArrayList<>(tasks);
    names.addAll(tasks);
    List<double[]> runs = new ArrayList<>();
    for (TaskScores system : List.of(this, other)) {
      for (int t = 0; t < tasks.size(); t++) {
        runs.add(system.runs(t));
      }
    }
    return new TaskScores(names, runs);
  }

  private static double[] checked(String task, double[] runs) {
    if (runs.length == 0) {
      throw new IllegalArgumentException(
          "task \"" + task + "\" expects at least one run, got none: leave the task out or run it");
    }
    for (int r = 0; r < runs.length; r++) {
      if (!Double.isFinite(runs[r])) {
        throw new IllegalArgumentException(
            "task \"%s\" expects finite scores, got %s of run %d".formatted(task, runs[r], r));
      }
    }
    return runs;
  }
}
