package org.mesascope.gap;

import org.mesascope.trace.LogQuestions;

/**
 * How a log is reported.
 *
 * @param level coverage that intervals aim at, in (0, 1)
 * @param questions what is asked, beside what was done
 * @param situations how many situations are shown, the most frequent ones
 * @param margin the least difference of shares that matters, in (0, 1)
 * @param tolerance the most regret, as a share of what is at stake, that does not matter, in (0, 1)
 */
public record TraceReportOptions(
    double level, LogQuestions questions, int situations, double margin, double tolerance) {

  public TraceReportOptions {
    if (!(level > 0 && level < 1) || situations < 1) {
      throw new IllegalArgumentException(
          "TraceReportOptions expect a level in (0, 1) and at least 1 situation, got %s and %d"
              .formatted(level, situations));
    }
    if (!(margin > 0 && margin < 1 && tolerance > 0 && tolerance < 1)) {
      throw new IllegalArgumentException(
          "TraceReportOptions expect a margin and a tolerance in (0, 1), got %s and %s"
              .formatted(margin, tolerance));
    }
  }

  /** 95 %, no questions, 12 situations, margin .1, tolerance .01. */
  public static TraceReportOptions defaults() {
    return new TraceReportOptions(.95, LogQuestions.none(), 12, .1, .01);
  }

  public TraceReportOptions withLevel(double coverage) {
    return new TraceReportOptions(coverage, questions, situations, margin, tolerance);
  }

  /** With what the mapping of a log asks, or something else. */
  public TraceReportOptions asking(LogQuestions other) {
    return new TraceReportOptions(level, other, situations, margin, tolerance);
  }

  public TraceReportOptions withSituations(int shown) {
    return new TraceReportOptions(level, questions, shown, margin, tolerance);
  }

  public TraceReportOptions withMargin(double least) {
    return new TraceReportOptions(level, questions, situations, least, tolerance);
  }

  public TraceReportOptions withTolerance(double most) {
    return new TraceReportOptions(level, questions, situations, margin, most);
  }
}
