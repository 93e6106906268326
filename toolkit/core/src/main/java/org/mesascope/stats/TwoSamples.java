package org.mesascope.stats;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Whether two samples of numbers come from one distribution: statistics of how far they lie apart,
 * and a permutation test that is exact for any of them.
 *
 * <p>Energy distance: Székely and Rizzo (2013), Journal of Statistical Planning and Inference 143;
 * maximum mean discrepancy: Gretton et al. (2012), JMLR 13, equation 3; U: Mann and Whitney (1947).
 * All see any difference of distributions but U, which sees whether one tends to be larger.
 *
 * <pre>{@code
 * double apart = TwoSamples.energy(before, after);
 * double p = TwoSamples.permutation(before, after, TwoSamples::energy, seed);
 * }</pre>
 */
public final class TwoSamples {

  /** Up to so many splits all are looked at. */
  private static final long EXACT = 20_000;

  private static final int DRAWS = 9_999;
  private static final double ROUNDING = 1e-12;

  private TwoSamples() {}

  /** How far two samples lie apart: the larger, the farther. */
  @FunctionalInterface
  public interface Statistic {
    double of(double[] x, double[] y);
  }

  /** 2 E|X − Y| − E|X − X′| − E|Y − Y′|, each mean over all pairs, a value with itself included. */
  public static double energy(double[] x, double[] y) {
    return 2 * distance(x, y) - distance(x, x) - distance(y, y);
  }

  /**
   * The squared maximum mean discrepancy with kernel exp(−(x − y)²/2w²), without bias: it may be
   * negative. Each sample has at least 2 values.
   *
   * @param width w, above 0
   */
  public static double meanDiscrepancy(double[] x, double[] y, double width) {
    if (!(width > 0) || !Double.isFinite(width)) {
      throw new IllegalArgumentException("a kernel expects a width above 0, got " + width);
    }
    if (x.length < 2 || y.length < 2) {
      throw new IllegalArgumentException(
          "a mean discrepancy expects at least 2 values a sample, got %d and %d"
              .formatted(x.length, y.length));
    }
    double across = kernel(x, y, width) / ((double) x.length * y.length);
    return within(x, width) + within(y, width) - 2 * across;
  }

  /** How many of the pairs have x above y, equal ones counted half. */
  public static double mannWhitney(double[] x, double[] y) {
    checked(x, y);
    double above = 0;
    for (double a : x) {
      for (double b : y) {
        above += a > b ? 1 : a == b ? .5 : 0;
      }
    }
    return above;
  }

  /** Kolmogorov and Smirnov's largest difference of the two distribution functions. */
  public static double largestGap(double[] x, double[] y) {
    checked(x, y);
    double most = 0;
    for (double[] sample : new double[][] {x, y}) {
      for (double at : sample) {
        most = Math.max(most, Math.abs(share(x, at) - share(y, at)));
      }
    }
    return most;
  }

  /**
   * The share of the ways to split all values into samples of these sizes in which the statistic is
   * at least what was seen: exact up to {@value #EXACT} splits, else by {@value #DRAWS} random ones
   * with the one seen among them (Phipson and Smyth 2010).
   *
   * @param seed looked at with more splits alone
   */
  public static double permutation(double[] x, double[] y, Statistic statistic, Seed seed) {
    checked(x, y);
    double seen = finite(statistic.of(x, y));
    double least = seen - ROUNDING * (1 + Math.abs(seen));
    double[] all = Arrays.copyOf(x, x.length + y.length);
    System.arraycopy(y, 0, all, x.length, y.length);
    return splits(all.length, x.length) <= EXACT
        ? exact(all, x.length, statistic, least)
        : drawn(all, x.length, statistic, least, seed.random());
  }

  /**
   * How likely one algorithm's run is to beat another's, averaged over tasks: the mean over tasks
   * of U/(runs · runs) (Agarwal et al. 2021). Runs of the two are independent, not paired.
   *
   * @param x scores, run by task
   * @param y the same, with as many tasks
   */
  public static double probabilityOfImprovement(double[][] x, double[][] y) {
    int tasks = x.length == 0 ? 0 : x[0].length;
    double sum = 0;
    for (int task = 0; task < tasks; task++) {
      double[] first = column(x, task, tasks);
      double[] second = column(y, task, tasks);
      sum += mannWhitney(first, second) / ((double) first.length * second.length);
    }
    if (tasks == 0) {
      throw new IllegalArgumentException("an improvement expects at least 1 run of 1 task");
    }
    return sum / tasks;
  }

  private static double[] column(double[][] runs, int task, int tasks) {
    double[] column = new double[runs.length];
    for (int i = 0; i < column.length; i++) {
      if (runs[i].length != tasks) {
        throw new IllegalArgumentException(
            "runs expect %d tasks each, run %d has %d".formatted(tasks, i, runs[i].length));
      }
      column[i] = runs[i][task];
    }
    return column;
  }

  private static double exact(double[] all, int size, Statistic statistic, double least) {
    int[] chosen = new int[size];
    Arrays.setAll(chosen, i -> i);
    int asFar = 0;
    int count = 0;
    while (true) {
      asFar += finite(apart(all, chosen, statistic)) >= least ? 1 : 0;
      count++;
      int i = size - 1;
      while (i >= 0 && chosen[i] == all.length - size + i) {
        i--;
      }
      if (i < 0) {
        return (double) asFar / count;
      }
      chosen[i]++;
      for (int j = i + 1; j < size; j++) {
        chosen[j] = chosen[j - 1] + 1;
      }
    }
  }

  private static double apart(double[] all, int[] chosen, Statistic statistic) {
    double[] first = new double[chosen.length];
    double[] second = new double[all.length - chosen.length];
    for (int i = 0, taken = 0; i < all.length; i++) {
      if (taken < chosen.length && chosen[taken] == i) {
        first[taken++] = all[i];
      } else {
        second[i - taken] = all[i];
      }
    }
    return statistic.of(first, second);
  }

  private static double drawn(
      double[] all, int size, Statistic statistic, double least, RandomGenerator random) {
    double[] mixed = all.clone();
    int asFar = 1;
    for (int draw = 0; draw < DRAWS; draw++) {
      for (int i = 0; i < size; i++) {
        int j = i + random.nextInt(mixed.length - i);
        double moved = mixed[i];
        mixed[i] = mixed[j];
        mixed[j] = moved;
      }
      double value =
          statistic.of(
              Arrays.copyOf(mixed, size), Arrays.copyOfRange(mixed, size, mixed.length));
      asFar += finite(value) >= least ? 1 : 0;
    }
    return asFar / (DRAWS + 1.0);
  }

  /** n over k, or more than {@link #EXACT}. */
  private static long splits(int n, int k) {
    long count = 1;
    for (int i = 1; i <= k && count <= EXACT; i++) {
      count = count * (n - k + i) / i;
    }
    return count;
  }

  private static double distance(double[] x, double[] y) {
    checked(x, y);
    double sum = 0;
    for (double a : x) {
      for (double b : y) {
        sum += Math.abs(a - b);
      }
    }
    return sum / x.length / y.length;
  }

  private static double kernel(double[] x, double[] y, double width) {
    checked(x, y);
    double sum = 0;
    for (double a : x) {
      for (double b : y) {
        sum += Math.exp(-(a - b) * (a - b) / (2 * width * width));
      }
    }
    return sum;
  }

  private static double within(double[] x, double width) {
    return (kernel(x, x, width) - x.length) / ((double) x.length * (x.length - 1));
  }

  private static double share(double[] sample, double at) {
    return Arrays.stream(sample).filter(value -> value <= at).count() / (double) sample.length;
  }

  private static double finite(double statistic) {
    if (!Double.isFinite(statistic)) {
      throw new IllegalArgumentException(
          "a permutation test expects a finite statistic, got " + statistic);
    }
    return statistic;
  }

  private static void checked(double[] x, double[] y) {
    for (double[] sample : new double[][] {x, y}) {
      if (sample.length == 0) {
        throw new IllegalArgumentException("two samples expect at least one value each");
      }
      for (int i = 0; i < sample.length; i++) {
        if (!Double.isFinite(sample[i])) {
          throw new IllegalArgumentException(
              "a sample expects finite values, got %s at index %d".formatted(sample[i], i));
        }
      }
    }
  }
}
