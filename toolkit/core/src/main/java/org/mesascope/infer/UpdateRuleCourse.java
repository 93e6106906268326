package org.mesascope.infer;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.display.Progress;
import org.mesascope.optimizer.LossSummary;
import org.mesascope.optimizer.Optimizer;
import org.mesascope.optimizer.OptimizerCheckpoint;
import org.mesascope.optimizer.TrainedOptimizer;
import org.mesascope.optimizer.Unroll;
import org.mesascope.report.Cell;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Seed;
import org.mesascope.task.TaskFamily;

/**
 * When in meta-training a rule appears: the reading of every checkpoint, all on the same problems.
 *
 * <pre>{@code
 * var course = UpdateRuleCourse.of(lstm, Quadratics.random(10), reader, seed.split("course"));
 * display(course.figure());
 * }</pre>
 *
 * @param optimizer its name
 * @param points by step
 */
public record UpdateRuleCourse(String optimizer, List<Point> points) implements Displayable {

  /**
   * One checkpoint.
   *
   * @param step after how many outer steps
   * @param loss after the last inner step
   */
  public record Point(int step, LossSummary loss, UpdateRule rule) {}

  /** Keeps a list of its own. */
  public UpdateRuleCourse {
    points = List.copyOf(points);
  }

  /**
   * Reads every checkpoint; see {@link UpdateRuleReader#read}.
   *
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static UpdateRuleCourse of(
      TrainedOptimizer trained, TaskFamily family, UpdateRuleReader reader, Seed seed) {
    int steps = reader.options().steps();
    var batch = family.batch(reader.options().problems(), seed.split("problems"));
    List<Point> points = new ArrayList<>();
    try (Progress bar = Progress.of("checkpoints", trained.checkpoints().size())) {
      for (OptimizerCheckpoint checkpoint : trained.checkpoints()) {
        Optimizer then = trained.at(checkpoint.step());
        points.add(
            new Point(
                checkpoint.step(),
                Unroll.of(then, batch, steps).at(steps),
                reader.read(then, family, seed)));
        bar.step();
      }
    }
    return new UpdateRuleCourse(trained.name(), points);
  }

  /** One row a checkpoint; the intervals are those of {@link #figure}. */
  public ResultTable table() {
    ResultTable table =
        ResultTable.titled("When the rule of " + optimizer + " appears")
            .columns(
                "outer step",
                "median loss",
                "power of |gradient|",
                "preconditioning",
                "past gradients",
                "drift",
                "nearest rule made by hand",
                "held-out R²");
    for (Point point : points) {
      UpdateRule rule = point.rule();
      table =
          table.row(
              point.step(),
              Double.isFinite(point.loss().median()) ? (Object) point.loss().median() : "diverges",
              Cell.number(rule.saturation().value(), 2),
              Cell.number(rule.preconditioning().value(), 2),
              rule.lagsTold().identified() ? Cell.number(rule.memory().value(), 2) : "not told",
              Cell.number(rule.drift().distance(), 2),
              rule.nearest().described(),
              Cell.number(rule.nearest().heldOut().value(), 2));
    }
    return table.withNote("not told: gradients that shrink in step leave the lags collinear");
  }

  /**
   * Loss, properties and rivals over outer steps; what is before the first step stands at half a
   * step. Rivals are those that come out nearest at a checkpoint.
   */
  public Figure figure() {
    Figure loss = panel("Median loss at the last step", "median loss").logY();
    List<Point> finite = points.stream().filter(p -> Double.isFinite(p.loss().median())).toList();
    if (!finite.isEmpty()) {
      loss =
          loss.line(
              optimizer, x(finite), finite.stream().mapToDouble(p -> p.loss().median()).toArray());
    }
    Figure properties =
        panel("Properties", "")
            .line(
                "power of |gradient|",
                x(points),
                points.stream().map(p -> p.rule().saturation()).toList())
            .line(
                "preconditioning",
                x(points),
                points.stream().map(p -> p.rule().preconditioning()).toList());
    List<Point> told = points.stream().filter(p -> p.rule().lagsTold().identified()).toList();
    if (!told.isEmpty()) {
      properties =
          properties.line(
              "weight on past gradients",
              x(told),
              told.stream().map(p -> p.rule().memory()).toList());
    }
    Figure rivals = panel("Updates that a rule made by hand explains", "held-out R²");
    for (String name : points.stream().map(p -> p.rule().nearest().name()).distinct().toList()) {
      List<Estimate> shares = points.stream().map(p -> p.rule().rival(name).heldOut()).toList();
      rivals = rivals.line(name, x(points), shares);
    }
    return Figure.panels(
        "When the rule of " + optimizer + " appears",
        List.of(
            loss,
            properties,
            rivals.reference("asked for", points.get(0).rule().options().enough())));
  }

  private static Figure panel(String title, String y) {
    return Figure.titled(title).xAxis("outer step", "").yAxis(y, "").logX();
  }

  private static double[] x(List<Point> points) {
    return points.stream().mapToDouble(point -> Math.max(.5, point.step())).toArray();
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
