package org.mesascope.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mesascope.stats.Interval;

/**
 * Estimates as arrays to be drawn.
 *
 * @param low of the intervals; empty where not every estimate has a finite one, and then {@code
 *     high} is too
 */
record Ends(double[] values, double[] low, double[] high) {

  static Ends of(List<Estimate> estimates) {
    double[] values = estimates.stream().mapToDouble(Estimate::value).toArray();
    return new Ends(values, ends(estimates, Interval::low), ends(estimates, Interval::high));
  }

  boolean bounded() {
    return low.length == values.length;
  }

  private static double[] ends(List<Estimate> estimates, ToDoubleFunction<Interval> end) {
    double[] ends = new double[estimates.size()];
    for (int i = 0; i < ends.length; i++) {
      Interval interval = estimates.get(i).interval();
      if (interval == null || !Double.isFinite(interval.width())) {
        return new double[0];
      }
      ends[i] = end.applyAsDouble(interval);
    }
    return ends;
  }
}
