package org.mesascope.align;

/** ln Σ exp, shifted by the largest. */
final class LogSum {

  private LogSum() {}

  static double of(double... logs) {
    double max = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      max = Math.max(max, log);
    }
    if (max == Double.NEGATIVE_INFINITY) {
      return max;
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - max);
    }
    return max + Math.log(sum);
  }

  static double mean(double... logs) {
    return of(logs) - Math.log(logs.length);
  }
}
