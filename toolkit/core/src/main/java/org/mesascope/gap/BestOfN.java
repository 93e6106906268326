package org.mesascope.gap;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;

/**
 * How likely each item is to be the one with the highest proxy score among n. Items with equal
 * scores share what falls to them.
 */
final class BestOfN {

  private BestOfN() {}

  /** Weights of items where n are drawn with replacement from all, each as likely. */
  static double[] ofPopulation(double[] proxy, int n) {
    int m = proxy.length;
    return shared(proxy, rank -> Math.pow((double) rank / m, n));
  }

  /**
   * Weights of samples that make an unbiased estimate of what the best of n new ones gives: the
   * share of subsets of size n in which a sample is the best. Nakano et al. (2021), WebGPT, as used
   * by Gao et al. (2022).
   *
   * @param n at most as many as there are samples
   */
  static double[] ofSamples(double[] proxy, int n) {
    double[] upTo = new double[proxy.length + 1];
    upTo[proxy.length] = 1;
    for (int rank = proxy.length; rank > 0; rank--) {
      upTo[rank - 1] = upTo[rank] * Math.max(0, rank - n) / rank;
    }
    return shared(proxy, rank -> upTo[rank]);
  }

  /**
   * @param cumulative the chance that the best is among this many of the lowest
   */
  private static double[] shared(double[] proxy, IntToDoubleFunction cumulative) {
    Integer[] order = new Integer[proxy.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> proxy[i]));
    double[] weights = new double[proxy.length];
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && proxy[order[to]] == proxy[order[from]]) {
        to++;
      }
      double each = (cumulative.applyAsDouble(to) - cumulative.applyAsDouble(from)) / (to - from);
      for (int rank = from; rank < to; rank++) {
        weights[order[rank]] = each;
      }
      from = to;
    }
    return weights;
  }
}
