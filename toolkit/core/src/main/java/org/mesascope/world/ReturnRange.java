package org.mesascope.world;

/**
 * The expected returns that a set of policies spans.
 *
 * @param min the least
 * @param max the greatest
 */
public record ReturnRange(double min, double max) {

  /** Turns −0 into 0. */
  public ReturnRange {
    min += 0.0;
    max += 0.0;
  }
}
