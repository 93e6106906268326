package org.mesascope.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what a figure is asked to draw and copies it, so that nothing can change it later. */
final class Checked {

  private Checked() {}

  /** A copy of finite values. */
  static double[] finite(String series, String role, double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "series \"%s\" expects at least one %s value, got none".formatted(series, role));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "series \"%s\" expects finite %s values, got %s at index %d; leave the point out"
                .formatted(series, role, values[i], i));
      }
    }
    return values.clone();
  }

  /** A copy of finite values, as many as expected. */
  static double[] finite(String series, String role, double[] values, int length) {
    if (values.length != length) {
      throw new IllegalArgumentException(
          "series \"%s\" expects %d %s values, got %d"
              .formatted(series, length, role, values.length));
    }
    return finite(series, role, values);
  }

  /** Checks that each interval holds its value, when there are intervals. */
  static void around(String series, double[] y, double @Nullable [] low, double @Nullable [] high) {
    if (low == null || high == null) {
      return;
    }
    for (int i = 0; i < y.length; i++) {
      if (!(low[i] <= high[i])) {
        throw new IllegalArgumentException(
            "series \"%s\" expects low <= high, got [%s, %s] at index %d"
                .formatted(series, low[i], high[i], i));
      }
    }
  }

  /** Checks a grid: at least one cell, rows of one length, finite where not hidden. */
  static double[][] grid(String title, double[][] values, boolean[][] hidden) {
    if (values.length == 0 || values[0].length == 0) {
      throw new IllegalArgumentException(
          "heat map \"" + title + "\" expects at least one cell, got none");
    }
    boolean visible = false;
    double[][] copy = new double[values.length][];
    for (int r = 0; r < values.length; r++) {
      if (values[r].length != values[0].length || hidden[r].length != values[0].length) {
        throw new IllegalArgumentException(
            "heat map \"%s\" expects rows of %d cells, got %d in row %d"
                .formatted(title, values[0].length, values[r].length, r));
      }
      for (int c = 0; c < values[r].length; c++) {
        visible |= !hidden[r][c];
        if (!hidden[r][c] && !Double.isFinite(values[r][c])) {
          throw new IllegalArgumentException(
              "heat map \"%s\" expects finite values, got %s at row %d, column %d; hide the cell"
                  .formatted(title, values[r][c], r, c));
        }
      }
      copy[r] = values[r].clone();
    }
    if (!visible) {
      throw new IllegalArgumentException(
          "heat map \"" + title + "\" expects at least one cell that is not hidden");
    }
    return copy;
  }

  /** Checks distinct, non-empty names. */
  static List<String> names(String series, String role, List<String> names, int length) {
    if (names.size() != length || names.stream().distinct().count() != length) {
      throw new IllegalArgumentException(
          "\"%s\" expects %d distinct %s, got %s".formatted(series, length, role, names));
    }
    return List.copyOf(names);
  }

  static Layer.Forest forest(String title, List<Estimate> estimates, List<double[]> points) {
    List<String> names = estimates.stream().map(Estimate::name).toList();
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "forest plot \"" + title + "\" expects at least one estimate, got none");
    }
    names(title, "estimate names", names, (int) names.stream().distinct().count());
    List<String> units = estimates.stream().map(Estimate::unit).distinct().toList();
    if (units.size() > 1) {
      throw new IllegalArgumentException(
          "forest plot \"" + title + "\" expects estimates of one unit, got " + units);
    }
    if (!points.isEmpty() && points.size() != names.size()) {
      throw new IllegalArgumentException(
          "forest plot \"%s\" expects points of each of %d estimates, got %d"
              .formatted(title, names.size(), points.size()));
    }
    List<double[]> each = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      double[] own = points.isEmpty() ? new double[0] : points.get(i);
      each.add(own.length == 0 ? own : finite(names.get(i), "point", own));
    }
    return new Layer.Forest(title, List.copyOf(estimates), List.copyOf(each));
  }

  /** Checks that a layer can be drawn over those that a figure has. */
  static void together(String title, List<Layer> layers, Layer added) {
    if (added instanceof Layer.Path
        && (layers.isEmpty() || !(layers.get(0) instanceof Layer.Heat))) {
      throw new IllegalStateException(
          "a path leads over the cells of a heat map; put \"" + added.name() + "\" on one");
    }
    for (Layer layer : layers) {
      if (!(added instanceof Layer.Path) && (isAlone(layer) || isAlone(added))) {
        throw new IllegalStateException(
            "a forest plot or heat map stands alone; put \"" + added.name() + "\" in panels");
      }
      if (layer.name().equals(added.name())) {
        throw new IllegalArgumentException(
            "figure \"%s\" has a series \"%s\" already".formatted(title, added.name()));
      }
      if (layer instanceof Layer.Bars before
          && added instanceof Layer.Bars bars
          && !before.categories().equals(bars.categories())) {
        throw new IllegalArgumentException(
            "bars \"%s\" expect the categories %s of the bars before, got %s"
                .formatted(bars.name(), before.categories(), bars.categories()));
      }
      if ((isOnNumbers(layer) && added instanceof Layer.Bars)
          || (layer instanceof Layer.Bars && isOnNumbers(added))) {
        throw new IllegalStateException(
            "bars stand on names, lines and points on numbers; put \"%s\" and \"%s\" in panels"
                .formatted(layer.name(), added.name()));
      }
    }
  }

  private static boolean isAlone(Layer layer) {
    return layer instanceof Layer.Forest || layer instanceof Layer.Heat;
  }

  private static boolean isOnNumbers(Layer layer) {
    return layer instanceof Layer.Line || layer instanceof Layer.Points;
  }
}
