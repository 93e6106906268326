package org.mesascope.dl4j;

import org.mesascope.report.Estimate;
import org.mesascope.stats.Interval;

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
   * @param difference of the first two, paired by prompt: below 0 where the memoriser is nearer
   */
  public record Distances(Estimate memoriser, Estimate ridge, Estimate apart, Estimate difference) {

    /**
     * "memoriser" or "ridge", whichever is nearer; "neither" where the paired interval does not
     * decide, or the model is farther from the nearer one than the rivals are apart.
     */
    public String nearer() {
      Interval paired = difference.interval();
      boolean decided = paired != null && (paired.high() < 0 || paired.low() > 0);
      double distance = Math.min(memoriser.value(), ridge.value());
      if (!decided || distance >= apart.value()) {
        return "neither";
      }
      return difference.value() < 0 ? "memoriser" : "ridge";
    }
  }
}
