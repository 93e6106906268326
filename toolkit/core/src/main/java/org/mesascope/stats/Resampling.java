package org.mesascope.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One resample after another of runs within their tasks. Each 64 random bits draw two runs, and
 * resample b takes the numbers from place b · {@code length} on, so that any may be drawn first.
 *
 * <p>Means over runs are summed as runs are drawn; every other aggregate is given counts.
 */
final class Resampling {

  /** Numbers drawn at a time: few enough to stay in the first cache. */
  private static final int BLOCK = 1_024;

  private final TaskScores scores;
  private final List<Aggregate> aggregates;
  private final Seed seed;
  private final long length;
  private final double[][] means;
  private final double[] sums;
  private final int[] counts;
  private final long[] block = new long[BLOCK];

  Resampling(TaskScores scores, List<Aggregate> aggregates, Seed seed) {
    this.scores = scores;
    this.aggregates = aggregates;
    this.seed = seed;
    long numbers = 0;
    for (int t = 0; t < scores.tasks().size(); t++) {
      numbers += numbers(t);
    }
    length = numbers;
    List<double[]> linear = new ArrayList<>();
    for (Aggregate aggregate : aggregates) {
      linear.add(aggregate instanceof RunMean mean ? mean.each(scores) : new double[0]);
    }
    means = linear.toArray(double[][]::new);
    sums = new double[means.length];
    boolean counted = aggregates.stream().anyMatch(aggregate -> !(aggregate instanceof RunMean));
    counts = new int[counted ? scores.size() : 0];
  }

  /** The value of an aggregate in the resample drawn last. */
  double value(int aggregate) {
    return means[aggregate].length > 0
        ? sums[aggregate] / scores.size()
        : aggregates.get(aggregate).of(scores, counts);
  }

  /** Draws a resample: as many runs of each task as it has. */
  void draw(int resample) {
    Arrays.fill(counts, 0);
    Arrays.fill(sums, 0);
    long place = resample * length;
    for (int t = 0; t < scores.tasks().size(); t++) {
      int from = scores.start(t);
      int runs = scores.start(t + 1) - from;
      for (int drawn = 0; drawn < runs; drawn += 2 * BLOCK) {
        int here = Math.min(2 * BLOCK, runs - drawn);
        RandomLongs.fill(seed, place + drawn / 2, block, (here + 1) / 2);
        for (int k = 0; k < means.length; k++) {
          if (means[k].length > 0) {
            sums[k] += sum(block, means[k], from, runs, here);
          }
        }
        if (counts.length > 0) {
          count(block, counts, from, runs, here);
        }
      }
      place += numbers(t);
    }
  }

  private int numbers(int task) {
    return (scores.start(task + 1) - scores.start(task) + 1) / 2;
  }

  private static double sum(long[] block, double[] values, int from, long runs, int draws) {
    double high = 0;
    double low = 0;
    int pairs = draws / 2;
    for (int i = 0; i < pairs; i++) {
      high += values[from + high(block[i], runs)];
      low += values[from + low(block[i], runs)];
    }
    return draws % 2 == 1 ? high + low + values[from + high(block[pairs], runs)] : high + low;
  }

  private static void count(long[] block, int[] counts, int from, long runs, int draws) {
    int pairs = draws / 2;
    for (int i = 0; i < pairs; i++) {
      counts[from + high(block[i], runs)]++;
      counts[from + low(block[i], runs)]++;
    }
    if (draws % 2 == 1) {
      counts[from + high(block[pairs], runs)]++;
    }
  }

  /** An index below {@code runs} from the upper 32 bits; Lemire 2019, without the rejection. */
  private static int high(long bits, long runs) {
    return (int) (((bits >>> 32) * runs) >>> 32);
  }

  private static int low(long bits, long runs) {
    return (int) (((bits & 0xFFFFFFFFL) * runs) >>> 32);
  }
}
