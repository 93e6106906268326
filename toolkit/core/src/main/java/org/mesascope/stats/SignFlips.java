package org.mesascope.stats;

import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;

/**
 * The sign-flip test of a mean of 0: under the null, each unit's value is as likely as its negation
 * (Fisher 1935, The Design of Experiments, section 21).
 */
public final class SignFlips {

  /** Up to so many units all sign patterns are looked at. */
  private static final int EXACT = 16;

  private static final int DRAWS = 9_999;
  private static final double ROUNDING = 1e-12;

  private SignFlips() {}

  /**
   * The share of sign patterns whose mean is at least as far from 0 as the one seen: exact up to
   * {@value #EXACT} units, else by {@value #DRAWS} random patterns with the one seen among them
   * (Phipson and Smyth 2010). Never below 2^(1−n).
   *
   * @param units one finite number a unit, at least 1
   * @param seed looked at with more than {@value #EXACT} units alone
   */
  public static double twoSided(double[] units, Seed seed) {
    if (units.length == 0) {
      throw new IllegalArgumentException("a sign-flip test expects at least 1 unit, got none");
    }
    double seen = Math.abs(Averages.mean(units) * units.length);
    double scale = 0;
    for (double unit : units) {
      scale += Math.abs(unit);
    }
    double least = seen - ROUNDING * scale;
    return units.length <= EXACT ? exact(units, least) : drawn(units, least, seed.random());
  }

  private static double exact(double[] units, double least) {
    int patterns = 1 << units.length;
    int asFar = 0;
    for (int pattern = 0; pattern < patterns; pattern++) {
      double sum = 0;
      for (int i = 0; i < units.length; i++) {
        sum += (pattern >> i & 1) == 0 ? units[i] : -units[i];
      }
      asFar += Math.abs(sum) >= least ? 1 : 0;
    }
    return (double) asFar / patterns;
  }

  private static double drawn(double[] units, double least, RandomGenerator random) {
    int asFar = 1;
    for (int draw = 0; draw < DRAWS; draw++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("a sign-flip test was interrupted");
      }
      double sum = 0;
      for (double unit : units) {
        sum += random.nextBoolean() ? unit : -unit;
      }
      asFar += Math.abs(sum) >= least ? 1 : 0;
    }
    return asFar / (DRAWS + 1.0);
  }
}
