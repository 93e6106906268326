package org.mesascope.stats;

import java.util.Arrays;
import java.util.Comparator;

/**
 * P-values adjusted for how many tests were made: reject where an adjusted value is at most the
 * level.
 */
public final class Multiplicity {

  private Multiplicity() {}

  /** Times the number of tests; holds the family-wise error whatever the dependence. */
  public static double[] bonferroni(double... p) {
    return Arrays.stream(checked(p)).map(value -> Math.min(1, value * p.length)).toArray();
  }

  /** Holm (1979), Scandinavian Journal of Statistics 6: as Bonferroni, never less powerful. */
  public static double[] holm(double... p) {
    Integer[] order = order(p);
    double[] adjusted = new double[p.length];
    double most = 0;
    for (int i = 0; i < p.length; i++) {
      most = Math.max(most, Math.min(1, (p.length - i) * p[order[i]]));
      adjusted[order[i]] = most;
    }
    return adjusted;
  }

  /**
   * Benjamini and Hochberg (1995), JRSS-B 57: holds the false discovery rate for tests that are
   * independent or positively dependent.
   */
  public static double[] benjaminiHochberg(double... p) {
    Integer[] order = order(p);
    double[] adjusted = new double[p.length];
    double least = 1;
    for (int i = p.length - 1; i >= 0; i--) {
      least = Math.min(least, p[order[i]] * p.length / (i + 1));
      adjusted[order[i]] = least;
    }
    return adjusted;
  }

  private static Integer[] order(double[] p) {
    checked(p);
    Integer[] order = new Integer[p.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
    return order;
  }

  private static double[] checked(double[] p) {
    for (int i = 0; i < p.length; i++) {
      if (!(p[i] >= 0 && p[i] <= 1)) {
        throw new IllegalArgumentException(
            "a p-value lies in [0, 1], got %s at index %d".formatted(p[i], i));
      }
    }
    return p;
  }
}
