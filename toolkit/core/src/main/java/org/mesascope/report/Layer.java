package org.mesascope.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing drawn in a figure. Arrays belong to the layer and are never written to. */
sealed interface Layer {

  String name();

  /** The series whose colour this one shares, or null for a colour of its own. */
  default @Nullable String like() {
    return null;
  }

  /** Points joined by a line, with a band where {@code low} and {@code high} are given. */
  record Line(
      String name,
      double[] x,
      double[] y,
      double @Nullable [] low,
      double @Nullable [] high,
      @Nullable String like)
      implements Layer {}

  /** Markers, with error bars where {@code low} and {@code high} are given. */
  record Points(
      String name,
      double[] x,
      double[] y,
      double @Nullable [] low,
      double @Nullable [] high,
      @Nullable String like)
      implements Layer {}

  /** One bar a category, with error bars where {@code low} and {@code high} are given. */
  record Bars(
      String name,
      List<String> categories,
      double[] y,
      double @Nullable [] low,
      double @Nullable [] high)
      implements Layer {}

  /** A horizontal line at a known value. */
  record Reference(String name, double value) implements Layer {}

  /** Estimates one below the other, each with its interval and with its points, none or more. */
  record Forest(String name, List<Estimate> estimates, List<double[]> points) implements Layer {}

  /** Values on a grid, row 0 at the top; hidden cells have no value. */
  record Heat(
      String name, List<String> rows, List<String> columns, double[][] values, boolean[][] hidden)
      implements Layer {}

  /** A path over the cells of a heat map, by column and row. */
  record Path(String name, double[] x, double[] y) implements Layer {}
}
