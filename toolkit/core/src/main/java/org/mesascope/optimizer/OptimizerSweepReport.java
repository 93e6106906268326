package org.mesascope.optimizer;

import java.util.Arrays;
import java.util.List;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Proportions;

/**
 * How optimizers fared over a sweep.
 *
 * @param axis what grows
 * @param points strengths in order, at each the optimizers in order
 */
public record OptimizerSweepReport(String axis, List<Point> points) implements Displayable {

  /**
   * One optimizer at one strength.
   *
   * @param start before the first step
   * @param end after the last
   * @param behind on how many problems the first optimizer of the sweep ends lower than this one
   */
  public record Point(
      double strength, String optimizer, LossSummary start, LossSummary end, int behind) {

    /** Whether the median ends above a hundred times its start, infinite or not. */
    public boolean lost() {
      return !(end.median() <= 100 * start.median());
    }
  }

  /** Keeps a list of its own. */
  public OptimizerSweepReport {
    points = List.copyOf(points);
  }

  /** One optimizer's points, by name. */
  public List<Point> of(String optimizer) {
    List<Point> own = points.stream().filter(p -> p.optimizer().equals(optimizer)).toList();
    if (own.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no \"%s\" in this sweep, only %s".formatted(optimizer, optimizers()));
    }
    return own;
  }

  private List<String> optimizers() {
    return points.stream().map(Point::optimizer).distinct().toList();
  }

  /** A row a strength and optimizer. */
  public ResultTable table() {
    String first = optimizers().get(0);
    ResultTable table =
        ResultTable.titled("Loss after the last step over " + axis)
            .columns(
                axis,
                "optimizer",
                "median",
                "geometric mean",
                "divergent share",
                first + " is ahead");
    for (Point point : points) {
      LossSummary end = point.end();
      table =
          table.row(
              point.strength(),
              point.optimizer(),
              Double.isFinite(end.median()) ? (Object) end.median() : "diverges",
              Double.isFinite(end.geometricMean()) ? (Object) end.geometricMean() : "diverges",
              end.divergentShare(),
              point.optimizer().equals(first) ? null : ahead(point));
    }
    return table.withNote(
        "%d problems a strength, the same for all; the geometric mean is of those that did not diverge"
            .formatted(points.get(0).end().n()));
  }

  private static Estimate ahead(Point point) {
    int n = point.end().n();
    return Estimate.of(
        "share of problems on which the first is ahead",
        (double) point.behind() / n,
        Proportions.wilson(point.behind(), n, .95),
        n,
        "Wilson's interval");
  }

  /**
   * The median over strengths. A median that ends above a hundred times its start is cut, and
   * marked at the upper edge.
   */
  public Figure figure() {
    double top = 1e-12;
    for (Point point : points) {
      top = point.lost() ? top : Math.max(top, point.end().median());
    }
    Figure figure =
        Figure.titled("Median loss over " + axis)
            .xAxis(axis, "")
            .yAxis("median loss", "")
            .logX()
            .logY();
    for (String optimizer : optimizers()) {
      List<Point> kept = of(optimizer).stream().filter(point -> !point.lost()).toList();
      if (!kept.isEmpty()) {
        figure = figure.line(optimizer, strengths(kept), medians(kept));
      }
    }
    double edge = 10 * top;
    for (String optimizer : optimizers()) {
      List<Point> lost = of(optimizer).stream().filter(Point::lost).toList();
      if (!lost.isEmpty()) {
        figure = marked(figure, optimizer, lost, edge);
        edge *= 2;
      }
    }
    return figure;
  }

  private Figure marked(Figure figure, String optimizer, List<Point> lost, double edge) {
    double[] y = new double[lost.size()];
    Arrays.fill(y, edge);
    Figure marked = figure.points(optimizer + " diverges", strengths(lost), y);
    return lost.size() < of(optimizer).size() ? marked.like(optimizer) : marked;
  }

  private static double[] strengths(List<Point> points) {
    return points.stream().mapToDouble(Point::strength).toArray();
  }

  /** Losses that single precision does not tell from 0 lie on the floor. */
  private static double[] medians(List<Point> points) {
    return points.stream().mapToDouble(point -> Math.max(point.end().median(), 1e-14)).toArray();
  }

  /** Several sweeps side by side. */
  public static Figure figure(String title, List<OptimizerSweepReport> reports) {
    return Figure.panels(
        title, reports.stream().map(r -> r.figure().withTitle("over " + r.axis())).toList());
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }

  @Override
  public String toString() {
    return table().toText();
  }
}
