package org.mesascope.gap;

import java.util.Arrays;

/**
 * What one job of a sweep gave.
 *
 * @param places ascending; not copied
 * @param scores {@code [place][4]}, as {@link Sweep#measure} gives them; not copied
 */
record SeedScores(double[] places, double[][] scores) {

  @Override
  public boolean equals(Object other) {
    return other instanceof SeedScores that
        && Arrays.equals(places, that.places)
        && Arrays.deepEquals(scores, that.scores);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(places) + Arrays.deepHashCode(scores);
  }

  @Override
  public String toString() {
    return "SeedScores[%s, %s]".formatted(Arrays.toString(places), Arrays.deepToString(scores));
  }
}
