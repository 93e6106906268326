package org.mesascope.study;

import java.util.List;
import java.util.OptionalInt;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;

/**
 * When in training a goal appears.
 *
 * @param points one a checkpoint, by step
 */
public record GoalCourse(List<Point> points) {

  /**
   * A checkpoint.
   *
   * @param step after how many batches
   * @param training share of right moves on mazes as in training
   * @param door share toward the door where it parts from the exit
   * @param exit share toward the exit there
   */
  public record Point(int step, Estimate training, Estimate door, Estimate exit) {}

  public GoalCourse {
    points = List.copyOf(points);
  }

  /** The first step from which on the share toward the door is never below a threshold. */
  public OptionalInt doorSettles(double least) {
    OptionalInt from = OptionalInt.empty();
    for (int i = points.size() - 1; i >= 0 && points.get(i).door().value() >= least; i--) {
      from = OptionalInt.of(points.get(i).step());
    }
    return from;
  }

  public Figure figure() {
    double[] steps = points.stream().mapToDouble(Point::step).toArray();
    return Figure.titled("When in training the goal appears")
        .xAxis("batches", "")
        .yAxis("share of moves on a shortest path", "")
        .yRange(-.05, 1.05)
        .line("training mazes", steps, points.stream().map(Point::training).toList())
        .line("apart: to the door", steps, points.stream().map(Point::door).toList())
        .line("apart: to the exit", steps, points.stream().map(Point::exit).toList());
  }
}
