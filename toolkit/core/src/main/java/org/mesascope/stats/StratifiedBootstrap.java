package org.mesascope.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Intervals of what is said of several tasks together: runs are resampled within their task, tasks
 * are held as they are.
 *
 * <p>Source: Agarwal et al. (2021), section 4, for the resampling; Davison and Hinkley (1997),
 * Bootstrap methods and their application, section 5.3.2, for the acceleration over strata.
 * Departures: BCa rather than percentile intervals; with more than {@value #LEFT_OUT} runs the
 * jackknife behind the acceleration leaves out groups of a task's runs; a run's chance of being
 * drawn is off by less than runs/2³². Known critiques: it says nothing of tasks that were not
 * chosen, and with few runs a task it is too narrow. Do not use it where one run is scored on
 * several tasks, such as a network that is measured under several shifts: its scores go together,
 * and taken for as many runs they give too narrow an interval. Resample such runs whole, with
 * {@link Bootstrap#bca(int, java.util.function.ToDoubleFunction, BootstrapOptions, Seed)}.
 *
 * <pre>{@code
 * var scores = TaskScores.of(Map.of("maze", maze, "corridor", corridor));
 * StratifiedBootstrap.bca(scores, Aggregate.interquartileMean(), options, seed).interval();
 * }</pre>
 *
 * <p>Cost: (resamples + {@value #LEFT_OUT}) × runs.
 */
public final class StratifiedBootstrap {

  private static final int LEFT_OUT = 1_000;

  private StratifiedBootstrap() {}

  /**
   * The bias-corrected and accelerated interval of an aggregate.
   *
   * @param scores with at least 2 runs of some task
   * @throws CancellationException if the thread was interrupted
   */
  public static Resampled bca(
      TaskScores scores, Aggregate aggregate, BootstrapOptions options, Seed seed) {
    return bca(scores, List.of(aggregate), options, seed).get(0);
  }

  /** The intervals of several aggregates, from the same resamples. */
  public static List<Resampled> bca(
      TaskScores scores, List<Aggregate> aggregates, BootstrapOptions options, Seed seed) {
    checkRuns(scores);
    double[][] resamples = resamples(scores, aggregates, options, seed);
    List<Resampled> results = new ArrayList<>();
    for (int k = 0; k < resamples.length; k++) {
      double value = aggregates.get(k).of(scores);
      double acceleration = acceleration(scores, aggregates.get(k));
      Interval interval =
          BiasCorrected.interval(value, resamples[k], acceleration, options.level());
      results.add(new Resampled(value, interval, scores.fewestRuns()));
    }
    return results;
  }

  /**
   * The probability that a run of the first system does better than a run of the second on the same
   * task, equal scores counting half, averaged over tasks, with its BCa interval.
   *
   * @param first with the tasks of {@code second}, in the same order
   */
  public static Resampled improvement(
      TaskScores first, TaskScores second, BootstrapOptions options, Seed seed) {
    TaskScores both = first.beside(second);
    return bca(both, new Improvement(both), options, seed);
  }

  /**
   * The share of runs that score above each threshold, with pointwise BCa intervals: a performance
   * profile.
   *
   * @param thresholds in ascending order
   */
  public static List<Resampled> profile(
      TaskScores scores, double[] thresholds, BootstrapOptions options, Seed seed) {
    return bca(
        scores, Arrays.stream(thresholds).mapToObj(Aggregate::above).toList(), options, seed);
  }

  private static void checkRuns(TaskScores scores) {
    if (scores.size() == scores.tasks().size()) {
      throw new IllegalArgumentException(
          "a stratified bootstrap expects at least 2 runs of some task, got 1 of each of "
              + scores.tasks().size()
              + ": resample tasks with Bootstrap if they are the units, or run more seeds");
    }
  }

  private static double[][] resamples(
      TaskScores scores, List<Aggregate> aggregates, BootstrapOptions options, Seed seed) {
    Resampling resampling = new Resampling(scores, aggregates, seed);
    double[][] resamples = new double[aggregates.size()][options.resamples()];
    for (int b = 0; b < options.resamples(); b++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the bootstrap was interrupted");
      }
      resampling.draw(b);
      for (int k = 0; k < resamples.length; k++) {
        resamples[k][b] = resampling.value(k);
      }
    }
    return resamples;
  }

  /** Σ (l/n)³ over 6 (Σ (l/n)²)^1.5, with l a run's influence and n the runs of its task. */
  private static double acceleration(TaskScores scores, Aggregate aggregate) {
    int group = Math.max(1, (scores.size() + LEFT_OUT - 1) / LEFT_OUT);
    double squares = 0;
    double cubes = 0;
    for (int t = 0; t < scores.tasks().size(); t++) {
      int from = scores.start(t);
      int to = scores.start(t + 1);
      int size = Math.min(group, (to - from) / 2);
      if (size == 0) {
        continue;
      }
      double[] left =
          aggregate instanceof RunMean linear
              ? linear.leftOut(scores, t, size)
              : leftOut(scores, aggregate, t, size);
      double kept = (double) (to - from - size) / (to - from);
      double mean = Averages.mean(left);
      for (double value : left) {
        double influence = kept * (mean - value);
        squares += influence * influence;
        cubes += influence * influence * influence;
      }
    }
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  /** The aggregate without each group of so many runs of a task. */
  private static double[] leftOut(TaskScores scores, Aggregate aggregate, int task, int size) {
    int from = scores.start(task);
    int to = scores.start(task + 1);
    int[] counts = new int[scores.size()];
    double[] left = new double[(to - from) / size];
    for (int g = 0; g < left.length; g++) {
      weighWithout(counts, from, to, from + g * size, size);
      left[g] = aggregate.of(scores, counts);
    }
    return left;
  }

  /** Leaves runs of a task out, with weights that keep every task's share of the whole. */
  private static void weighWithout(int[] counts, int from, int to, int left, int size) {
    int runs = to - from;
    Arrays.fill(counts, runs - size);
    Arrays.fill(counts, from, to, runs);
    Arrays.fill(counts, left, left + size, 0);
  }
}
