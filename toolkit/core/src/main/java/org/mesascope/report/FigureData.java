package org.mesascope.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mesascope.stats.Interval;

/** Lays a figure's data out as a table, one row a point. */
final class FigureData {

  private final List<List<Cell>> rows = new ArrayList<>();
  private final Figure figure;

  private FigureData(Figure figure) {
    this.figure = figure;
  }

  static ResultTable table(Figure figure) {
    if (!figure.panels().isEmpty()) {
      return panels(figure);
    }
    FigureData data = new FigureData(figure);
    figure.layers().forEach(data::add);
    return new ResultTable(figure.title(), data.columns(), data.rows, figure.notes());
  }

  private static ResultTable panels(Figure figure) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Figure panel : figure.panels()) {
      for (List<Cell> row : table(panel).rows()) {
        List<Cell> all = new ArrayList<>(List.of(Cell.of(panel.title())));
        all.addAll(row);
        rows.add(all);
      }
    }
    List<String> columns = List.of("panel", "series", "x", "y", "low", "high");
    return new ResultTable(figure.title(), columns, rows, figure.notes());
  }

  private List<String> columns() {
    return List.of("series", "x", "y", "low", "high");
  }

  private void add(Layer layer) {
    if (layer instanceof Layer.Line line) {
      numbers(line.name(), line.x(), line.y(), line.low(), line.high());
    } else if (layer instanceof Layer.Points points) {
      numbers(points.name(), points.x(), points.y(), points.low(), points.high());
    } else if (layer instanceof Layer.Path path) {
      numbers(path.name(), path.x(), path.y(), null, null);
    } else if (layer instanceof Layer.Bars bars) {
      for (int i = 0; i < bars.y().length; i++) {
        row(
            bars.name(),
            bars.categories().get(i),
            bars.y()[i],
            at(bars.low(), i),
            at(bars.high(), i));
      }
    } else if (layer instanceof Layer.Reference reference) {
      row(reference.name(), null, reference.value(), null, null);
    } else if (layer instanceof Layer.Forest forest) {
      for (Estimate estimate : forest.estimates()) {
        Interval interval = estimate.interval();
        row(
            estimate.name(),
            null,
            estimate.value(),
            interval == null ? null : interval.low(),
            interval == null ? null : interval.high());
      }
      for (int i = 0; i < forest.points().size(); i++) {
        for (double point : forest.points().get(i)) {
          row(forest.estimates().get(i).name() + ", point", null, point, null, null);
        }
      }
    } else if (layer instanceof Layer.Heat heat) {
      for (int r = 0; r < heat.rows().size(); r++) {
        for (int c = 0; c < heat.columns().size(); c++) {
          Double value = heat.hidden()[r][c] ? null : heat.values()[r][c];
          row(heat.rows().get(r), heat.columns().get(c), value, null, null);
        }
      }
    } else {
      throw new IllegalStateException("no data for " + layer + " in " + figure.title());
    }
  }

  private void numbers(
      String name, double[] x, double[] y, double @Nullable [] low, double @Nullable [] high) {
    for (int i = 0; i < x.length; i++) {
      row(name, x[i], y[i], at(low, i), at(high, i));
    }
  }

  private void row(
      String series,
      @Nullable Object x,
      @Nullable Double y,
      @Nullable Double low,
      @Nullable Double high) {
    rows.add(List.of(Cell.of(series), Cell.of(x), Cell.of(y), Cell.of(low), Cell.of(high)));
  }

  private static @Nullable Double at(double @Nullable [] values, int index) {
    return values == null ? null : Double.valueOf(values[index]);
  }
}
