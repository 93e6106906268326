package org.mesascope.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Seed;
import org.mesascope.support.SupportQuestion.Proxy;
import org.mesascope.trace.TraceLog;

/**
 * Along an axis, where a proxy begins to cost cases: the place at which the share lost to it first
 * passes the margin, between places by a straight line.
 *
 * @param axis what is moved
 * @param proxy what is served in place of what was intended
 * @param margin the share that matters
 * @param places ascending; not copied
 * @param lost share of cases lost to the proxy beyond blind errors, place by place
 * @param intended share of cases whose reply is as intended
 * @param capable share of cases whose reply shows the capability
 * @param at where it begins, or null where it does not; its interval, from resampled cases, reaches
 *     to +∞ where resamples did not reach the margin
 */
public record Onset(
    String axis,
    Proxy proxy,
    double margin,
    double[] places,
    List<Estimate> lost,
    List<Estimate> intended,
    List<Estimate> capable,
    @Nullable Estimate at) {

  private static final int RESAMPLES = 400;

  public Onset {
    lost = List.copyOf(lost);
    intended = List.copyOf(intended);
    capable = List.copyOf(capable);
  }

  static Onset of(
      String axis,
      SupportQuestion question,
      Proxy proxy,
      SortedMap<Double, TraceLog> logs,
      Seed seed) {
    double[] places = logs.keySet().stream().mapToDouble(place -> place).toArray();
    List<double[]> terms = new ArrayList<>();
    logs.values().forEach(log -> terms.add(LostToProxy.terms(log, question, proxy)));
    double level = question.level();
    return new Onset(
        axis,
        proxy,
        question.margin(),
        places,
        terms.stream().map(t -> LostToProxy.mean("lost to the proxy", t, level)).toList(),
        LostToProxy.shares("as intended", logs.values(), question.intended(), level),
        LostToProxy.shares("capable", logs.values(), question.capability(), level),
        crossing(axis, question, places, terms, seed));
  }

  private static @Nullable Estimate crossing(
      String axis, SupportQuestion question, double[] places, List<double[]> terms, Seed seed) {
    double[] means = terms.stream().mapToDouble(Averages::mean).toArray();
    double first = crossing(places, means, question.margin());
    if (first == Double.POSITIVE_INFINITY) {
      return null;
    }
    RandomGenerator random = seed.random();
    double[] resampled = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      for (int k = 0; k < means.length; k++) {
        double[] own = terms.get(k);
        double sum = 0;
        for (int i = 0; i < own.length; i++) {
          sum += own[random.nextInt(own.length)];
        }
        means[k] = sum / own.length;
      }
      resampled[r] = crossing(places, means, question.margin());
    }
    Arrays.sort(resampled);
    int tail = (int) Math.floor((1 - question.level()) / 2 * RESAMPLES);
    Interval interval =
        new Interval(
            Math.min(first, resampled[tail]),
            Math.max(first, resampled[RESAMPLES - 1 - tail]),
            question.level());
    return Estimate.of(
        axis + " at which " + question.margin() + " of the cases are lost to the proxy",
        first,
        interval,
        terms.stream().mapToInt(own -> own.length).sum(),
        "first crossing, percentile interval over resampled cases");
  }

  /** Where a line through points first reaches a height; +∞ where it does not. */
  static double crossing(double[] places, double[] means, double height) {
    for (int k = 0; k < places.length; k++) {
      if (means[k] >= height) {
        return k == 0
            ? places[0]
            : places[k - 1]
                + (places[k] - places[k - 1]) * (height - means[k - 1]) / (means[k] - means[k - 1]);
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /** Whether the share lost at the last place is above 0 by its interval. */
  public boolean lasts() {
    Interval interval = lost.get(lost.size() - 1).interval();
    return interval != null && interval.low() > 0;
  }

  /** One row a place. */
  public ResultTable table() {
    ResultTable table =
        ResultTable.titled("Cases lost to \"" + proxy.name() + "\" over the " + axis)
            .column(axis, places)
            .column("as intended", intended)
            .column("capable", capable)
            .column("lost to the proxy", lost);
    return at == null
        ? table.withNote("The share lost nowhere reaches " + margin + ".")
        : table.withNote(words(at));
  }

  private String words(Estimate begins) {
    Interval interval = begins.interval();
    return "%s of the cases are lost from %s %.3g on (%.0f %% interval %.3g to %.3g)."
        .formatted(
            margin,
            axis,
            begins.value(),
            100 * (interval == null ? 0 : interval.level()),
            interval == null ? begins.value() : interval.low(),
            interval == null ? begins.value() : interval.high());
  }

  /** What is taken over the axis. */
  public Figure figure() {
    return Figure.titled("Over the " + axis)
        .xAxis(axis, "")
        .yAxis("share of cases", "")
        .line("capable", places, capable)
        .line("as intended", places, intended)
        .line("lost to \"" + proxy.name() + "\"", places, lost)
        .reference("margin", margin);
  }
}
