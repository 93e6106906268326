package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Seed;

/**
 * "How many traces?": simulates from what was fitted, refits, and looks at the width of one
 * parameter's interval. {@link MaxCausalEntropyIrl#recovery}, {@link BayesianIrl#recovery}, {@link
 * LogitFit#recovery} and {@link PreferenceLearning#recovery} make one.
 *
 * <p>It answers for an agent that is as the fit says. Where the fit is of least norm along untold
 * directions, so is the agent.
 *
 * <p>Repetitions run in parallel, each with a stream of its own: the same seed gives the same bits
 * on any number of threads. Cost: one simulation and one fit a repetition.
 */
public final class Recovery {

  /** Simulates so many traces and refits. */
  @FunctionalInterface
  interface Study {
    InferredObjective refit(int traces, Seed seed);
  }

  private static final int TRIES = 8;
  private static final int DEFAULT_REPETITIONS = 60;
  private static final double CLOSE = .03;

  private final String parameter;
  private final double truth;
  private final Study study;
  private final int repetitions;
  private final Seed seed;

  private Recovery(String parameter, double truth, Study study, int repetitions, Seed seed) {
    this.parameter = parameter;
    this.truth = truth;
    this.study = study;
    this.repetitions = repetitions;
    this.seed = seed;
  }

  static Recovery of(String parameter, double truth, Study study, Seed seed) {
    return new Recovery(parameter, truth, study, DEFAULT_REPETITIONS, seed);
  }

  /** With other than 60 fits a number of traces; at least 10. */
  public Recovery withRepetitions(int number) {
    if (number < 10) {
      throw new IllegalArgumentException(
          "a recovery expects at least 10 repetitions, got " + number);
    }
    return new Recovery(parameter, truth, study, number, seed);
  }

  /** What so many traces tell. */
  public RecoveryPoint at(int traces) {
    if (traces < 1) {
      throw new IllegalArgumentException("a recovery expects at least 1 trace, got " + traces);
    }
    List<Callable<double[]>> jobs = new ArrayList<>();
    for (int i = 0; i < repetitions; i++) {
      Seed own = seed.split("traces").split(traces).split(i);
      jobs.add(() -> one(traces, own));
    }
    List<double[]> results = Jobs.run("recovery with " + traces + " traces", jobs);
    double[] widths = results.stream().mapToDouble(r -> r[0]).sorted().toArray();
    BinomialDistribution half = new BinomialDistribution(null, repetitions, .5);
    int below = Math.max(0, half.inverseCumulativeProbability(.025) - 1);
    int above = Math.min(repetitions - 1, half.inverseCumulativeProbability(.975));
    double median =
        repetitions % 2 == 1
            ? widths[repetitions / 2]
            : .5 * (widths[repetitions / 2 - 1] + widths[repetitions / 2]);
    return new RecoveryPoint(
        traces,
        median,
        widths[below],
        widths[above],
        Arrays.stream(widths).filter(Double::isFinite).count() / (double) repetitions,
        results.stream().mapToDouble(r -> r[1]).sum() / repetitions,
        repetitions,
        (int) results.stream().mapToDouble(r -> r[2]).sum());
  }

  /** What several numbers of traces tell. */
  public List<RecoveryPoint> curve(int... traces) {
    return Arrays.stream(traces).mapToObj(this::at).toList();
  }

  /**
   * How many traces narrow the interval to a width. Widths fall with the root of their number,
   * which gives the next number to try, until one is simulated whose median width is what is wanted
   * up to 3 % or Monte-Carlo error.
   *
   * @param width above 0
   * @param first where to begin, such as the number at hand
   * @param most traces to try
   */
  public RecoveryAnswer tracesFor(double width, int first, int most) {
    if (!(width > 0) || first < 1 || most < first) {
      throw new IllegalArgumentException(
          "a width above 0, a first number of at least 1 and no larger than the most are expected, got %s, %d and %d"
              .formatted(width, first, most));
    }
    List<RecoveryPoint> points = new ArrayList<>();
    int traces = first;
    for (int i = 0; i < TRIES; i++) {
      RecoveryPoint point = at(traces);
      points.add(point);
      boolean close = Math.abs(point.width() / width - 1) <= CLOSE;
      boolean fits = point.low() <= width && width <= point.high();
      boolean enough = point.width() <= width && traces == 1;
      if (close || fits || enough) {
        return new RecoveryAnswer(parameter, width, true, points);
      }
      if (traces == most && point.width() > width) {
        return new RecoveryAnswer(parameter, width, false, points);
      }
      double ratio = Double.isFinite(point.width()) ? Math.pow(point.width() / width, 2) : 4;
      traces = (int) Math.max(1, Math.min(most, Math.ceil(traces * ratio)));
    }
    return new RecoveryAnswer(
        parameter, width, points.get(points.size() - 1).width() <= width, points);
  }

  /** Width, whether it covers, whether it failed. */
  private double[] one(int traces, Seed own) {
    try {
      Interval interval = study.refit(traces, own).parameter(parameter).interval();
      return interval == null
          ? new double[] {Double.POSITIVE_INFINITY, 0, 0}
          : new double[] {interval.width(), interval.contains(truth) ? 1 : 0, 0};
    } catch (ArithmeticException e) {
      return new double[] {Double.POSITIVE_INFINITY, 0, 1};
    }
  }

  static ResultTable table(String parameter, List<RecoveryPoint> points) {
    ResultTable table =
        ResultTable.titled("Recovery of " + parameter)
            .columns("traces", "median width", "Monte-Carlo 95 %", "told", "covered", "failed");
    for (RecoveryPoint p : points) {
      table =
          table.row(
              p.traces(),
              number(p.width()),
              number(p.low()) + " to " + number(p.high()),
              p.told(),
              p.coverage(),
              p.failed());
    }
    return table;
  }

  private static String number(double width) {
    return Double.isFinite(width) ? String.format(Locale.ROOT, "%.4g", width) : "not told";
  }

  /** Median width against the number of traces, with its Monte-Carlo error. */
  static Figure figure(String parameter, List<RecoveryPoint> points) {
    List<RecoveryPoint> shown =
        points.stream()
            .filter(p -> Double.isFinite(p.high()))
            .sorted(Comparator.comparing(RecoveryPoint::traces))
            .toList();
    if (shown.isEmpty()) {
      throw new IllegalArgumentException(
          "a figure expects at least one number of traces that tells \"" + parameter + "\"");
    }
    List<Estimate> widths =
        shown.stream()
            .map(
                p ->
                    Estimate.of(
                        "width",
                        p.width(),
                        new Interval(p.low(), p.high(), .95),
                        p.repetitions(),
                        "median over simulations"))
            .toList();
    return Figure.titled("How many traces narrow the interval of " + parameter)
        .points(
            "median width, Monte-Carlo 95 %",
            shown.stream().mapToDouble(RecoveryPoint::traces).toArray(), widths)
        .xAxis("traces", "")
        .yAxis("width of the interval", "")
        .logX()
        .logY();
  }
}
