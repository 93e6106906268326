package org.mesascope.gap;

import org.jspecify.annotations.Nullable;

/**
 * How a log is reported.
 *
 * @param level coverage that intervals aim at, in (0, 1)
 * @param training the value of the shift that the others are compared with, or null for the one
 *     that comes first in the log
 * @param situations how many situations are shown, the most frequent ones
 */
public record TraceReportOptions(double level, @Nullable String training, int situations) {

  public TraceReportOptions {
    if (!(level > 0 && level < 1) || situations < 1) {
      throw new IllegalArgumentException(
          "TraceReportOptions expect a level in (0, 1) and at least 1 situation, got %s and %d"
              .formatted(level, situations));
    }
  }

  /** 95 %, the first value of the shift, 12 situations. */
  public static TraceReportOptions defaults() {
    return new TraceReportOptions(.95, null, 12);
  }

  public TraceReportOptions withLevel(double coverage) {
    return new TraceReportOptions(coverage, training, situations);
  }

  public TraceReportOptions withTraining(@Nullable String value) {
    return new TraceReportOptions(level, value, situations);
  }

  public TraceReportOptions withSituations(int shown) {
    return new TraceReportOptions(level, training, shown);
  }
}
