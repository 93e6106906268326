package org.mesascope.optimizer;

import java.util.Arrays;
import java.util.List;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Averages;

/**
 * Losses of many problems in three numbers. Means are heavy-tailed here, so there is none.
 *
 * @param n how many problems
 * @param median of all, where a divergent problem counts as infinitely bad: infinite where half of
 *     them or more diverged
 * @param geometricMean of those that did not diverge, with losses below {@link #FLOOR} counted as
 *     that; infinite where all did
 * @param divergentShare how many diverged, of 1
 */
public record LossSummary(int n, double median, double geometricMean, double divergentShare) {

  /** The least loss that single precision tells from 0 in a geometric mean. */
  public static final double FLOOR = 1e-30;

  /** The summary of at least one loss; NaN and infinite ones have diverged. */
  public static LossSummary of(float[] losses) {
    int n = losses.length;
    if (n == 0) {
      throw new IllegalArgumentException("a summary expects at least one loss, got none");
    }
    double[] sorted = new double[n];
    for (int i = 0; i < n; i++) {
      sorted[i] = Float.isFinite(losses[i]) ? losses[i] : Double.POSITIVE_INFINITY;
    }
    Arrays.sort(sorted);
    int kept = n;
    while (kept > 0 && Double.isInfinite(sorted[kept - 1])) {
      kept--;
    }
    double median =
        Double.isInfinite(sorted[n / 2])
            ? sorted[n / 2]
            : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    double[] floored = Arrays.stream(sorted, 0, kept).map(loss -> Math.max(loss, FLOOR)).toArray();
    return new LossSummary(
        n,
        median,
        kept == 0 ? Double.POSITIVE_INFINITY : Averages.geometricMean(floored),
        (double) (n - kept) / n);
  }

  /**
   * One row an unroll and step.
   *
   * @param steps those to show, each within every unroll; none for the last alone
   */
  public static ResultTable table(String title, List<Unroll> unrolls, int... steps) {
    ResultTable table =
        ResultTable.titled(title)
            .columns("optimizer", "step", "median", "geometric mean", "divergent share", "n");
    for (Unroll unroll : unrolls) {
      for (int step : steps.length == 0 ? new int[] {unroll.steps()} : steps) {
        LossSummary at = unroll.at(step);
        table =
            table.row(
                unroll.optimizer(), step, at.median, at.geometricMean, at.divergentShare, at.n);
      }
    }
    return table;
  }
}
