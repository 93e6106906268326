package org.mesascope.incontext;

import java.util.List;
import org.mesascope.report.Estimate;

/**
 * One rival beside the model.
 *
 * @param rival the nearest member of its family
 * @param distances from the model, one a condition
 * @param shares the prediction differences as shares of the median distance between two rivals, one
 *     a condition
 * @param orderEffect mean |ŷ − ŷ′| of this rival when a prompt's examples are shuffled
 * @param match whether it may be what the model does
 */
public record RivalMatch(
    FittedRival rival,
    List<ModelDistance> distances,
    List<Estimate> shares,
    Estimate orderEffect,
    Match match) {

  /** Whether a rival agrees with a model on every condition. */
  public enum Match {
    /** Within the tolerance on every condition, with the whole interval. */
    CONSISTENT,
    /** On some condition the interval holds the tolerance, and on none lies beyond it. */
    OPEN,
    /** On some condition beyond the tolerance, with the whole interval. */
    INCONSISTENT
  }

  public RivalMatch {
    distances = List.copyOf(distances);
    shares = List.copyOf(shares);
  }

  /** The condition on which this rival lies farthest from the model, by its number. */
  public int worst() {
    int worst = 0;
    for (int c = 1; c < shares.size(); c++) {
      worst = shares.get(c).value() > shares.get(worst).value() ? c : worst;
    }
    return worst;
  }

  static Match of(List<Estimate> shares, double tolerance) {
    Match match = Match.CONSISTENT;
    for (Estimate share : shares) {
      var interval = share.interval();
      double low = interval == null ? share.value() : interval.low();
      double high = interval == null ? share.value() : interval.high();
      if (low > tolerance) {
        return Match.INCONSISTENT;
      }
      match = high > tolerance ? Match.OPEN : match;
    }
    return match;
  }
}
