package org.mesascope.dl4j;

import org.mesascope.report.Estimate;

/**
 * A transformer trained on one pool of tasks, beside what it may have become.
 *
 * @param tasks how many it was trained on
 * @param inDistribution on prompts of those tasks
 * @param outOfDistribution on prompts of new Gaussian tasks
 */
public record TaskDiversityPoint(
    int tasks, Transformer model, Distances inDistribution, Distances outOfDistribution) {

  /**
   * Mean squared differences of predictions, divided by the dimension.
   *
   * @param apart of the two rivals: where it is small, being near either tells little
   */
  public record Distances(Estimate memoriser, Estimate ridge, Estimate apart) {

    /** "memoriser" or "ridge", whichever is nearer; "neither" where the intervals overlap. */
    public String nearer() {
      var m = memoriser.interval();
      var r = ridge.interval();
      if (m != null && r != null && m.high() >= r.low() && r.high() >= m.low()) {
        return "neither";
      }
      return memoriser.value() < ridge.value() ? "memoriser" : "ridge";
    }
  }
}
