package org.mesascope.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Describes a figure in words, from its data, for readers who do not see it. */
final class FigureText {

  private FigureText() {}

  static String describe(Figure figure) {
    if (!figure.panels().isEmpty()) {
      return figure.title()
          + ": "
          + figure.panels().size()
          + " panels. "
          + figure.panels().stream().map(Figure::alt).collect(Collectors.joining(" "));
    }
    List<String> sentences = figure.layers().stream().map(FigureText::sentence).toList();
    List<String> all = new ArrayList<>(sentences);
    all.addAll(figure.notes());
    return figure.title() + axes(figure) + ". " + String.join(" ", all);
  }

  private static String axes(Figure figure) {
    String x = figure.x().title();
    String y = figure.y().title();
    boolean heat = figure.layers().stream().anyMatch(Layer.Heat.class::isInstance);
    if (heat) {
      String by = x.isEmpty() || y.isEmpty() ? y + x : y + " and " + x;
      return ": " + figure.colour().title() + (by.isEmpty() ? "" : " by " + by);
    }
    if (x.isEmpty()) {
      return y.isEmpty() ? "" : ": " + y;
    }
    return y.isEmpty() ? ": " + x : ": " + y + " against " + x;
  }

  private static String sentence(Layer layer) {
    if (layer instanceof Layer.Line line) {
      return path("line", line.name(), line.x(), line.y(), line.low() == null ? "" : ", with band");
    }
    if (layer instanceof Layer.Points points) {
      String bars = points.low() == null ? "" : ", with error bars";
      return path("points", points.name(), points.x(), points.y(), bars);
    }
    if (layer instanceof Layer.Bars bars) {
      StringBuilder text = new StringBuilder("Bars \"" + bars.name() + "\": ");
      for (int i = 0; i < bars.y().length; i++) {
        text.append(i == 0 ? "" : ", ").append(bars.categories().get(i)).append(' ');
        text.append(Numerals.brief(bars.y()[i]));
      }
      return text.append('.').toString();
    }
    if (layer instanceof Layer.Reference reference) {
      return "Reference \"%s\" at %s.".formatted(reference.name(), brief(reference.value()));
    }
    if (layer instanceof Layer.Path path) {
      int last = path.x().length - 1;
      return "Path \"%s\" of %d places from row %s, column %s to row %s, column %s."
          .formatted(
              path.name(),
              path.x().length,
              brief(path.y()[0]),
              brief(path.x()[0]),
              brief(path.y()[last]),
              brief(path.x()[last]));
    }
    if (layer instanceof Layer.Forest forest) {
      return IntStream.range(0, forest.estimates().size())
          .mapToObj(i -> estimate(forest.estimates().get(i), forest.points().get(i)))
          .collect(Collectors.joining("; ", "Estimates: ", "."));
    }
    return heat((Layer.Heat) layer);
  }

  private static String estimate(Estimate estimate, double[] points) {
    String text = estimate.name() + " " + Numerals.estimate(estimate);
    return points.length == 0
        ? text
        : "%s with %d points between %s and %s"
            .formatted(
                text,
                points.length,
                brief(Arrays.stream(points).min().orElseThrow()),
                brief(Arrays.stream(points).max().orElseThrow()));
  }

  private static String path(String kind, String name, double[] x, double[] y, String extra) {
    int last = x.length - 1;
    return "%s \"%s\" of %d points%s: from %s at %s to %s at %s, between %s and %s."
        .formatted(
            kind.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + kind.substring(1),
            name,
            x.length,
            extra,
            brief(y[0]),
            brief(x[0]),
            brief(y[last]),
            brief(x[last]),
            brief(Arrays.stream(y).min().orElseThrow()),
            brief(Arrays.stream(y).max().orElseThrow()));
  }

  private static String heat(Layer.Heat heat) {
    int rows = heat.rows().size();
    int columns = heat.columns().size();
    int low = -1;
    int high = -1;
    for (int i = 0; i < rows * columns; i++) {
      if (!heat.hidden()[i / columns][i % columns]) {
        low = low < 0 || at(heat, i) < at(heat, low) ? i : low;
        high = high < 0 || at(heat, i) > at(heat, high) ? i : high;
      }
    }
    return "%d by %d cells, from %s at %s to %s at %s."
        .formatted(
            rows,
            columns,
            brief(at(heat, low)),
            cell(heat, low),
            brief(at(heat, high)),
            cell(heat, high));
  }

  private static double at(Layer.Heat heat, int i) {
    return heat.values()[i / heat.columns().size()][i % heat.columns().size()];
  }

  private static String cell(Layer.Heat heat, int i) {
    int columns = heat.columns().size();
    return "(" + heat.rows().get(i / columns) + ", " + heat.columns().get(i % columns) + ")";
  }

  private static String brief(double value) {
    return Numerals.brief(value);
  }
}
