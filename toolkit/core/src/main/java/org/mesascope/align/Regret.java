package org.mesascope.align;

/** What a {@link NormalisedRegret} found. */
public sealed interface Regret {

  /**
   * Regret over all policies that are optimal for the other reward: 0 is as good as can be for the
   * true reward, 1 as bad as can be.
   *
   * @param min under the ties broken best for the true reward
   * @param max under the ties broken worst for it
   * @param lowestIndex where of tied actions the one with the lowest index is taken
   * @param uniform where tied actions are taken alike
   */
  record Known(double min, double max, double lowestIndex, double uniform) implements Regret {}

  /** No regret is defined. */
  record Undefined(String reason) implements Regret {}
}
