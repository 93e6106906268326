package org.mesascope.gap;

import org.mesascope.report.Estimate;
import org.mesascope.stats.Seed;

/** How two versions' rows are compared: what is set against what, and over which units. */
interface VersionComparison {

  /**
   * Two means and their difference.
   *
   * @param p of no difference
   */
  record Compared(Estimate before, Estimate after, Estimate difference, double p) {}

  /**
   * Compares the means of a number.
   *
   * @param values one a row
   * @param share whether each is 0 or 1
   */
  Compared of(String name, double[] values, boolean share, double level, Seed seed);

  /** Whether a row is compared. */
  boolean counts(int row);

  /** How many independent units the comparison rests on: of the version with the fewest. */
  int units();
}
