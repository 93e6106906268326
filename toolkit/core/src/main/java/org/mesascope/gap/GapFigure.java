package org.mesascope.gap;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.mesascope.report.Figure;

/** Draws capability against objective over a sweep. */
final class GapFigure {

  private GapFigure() {}

  static Figure of(GapReport report, List<GapReport.Overlay> overlays) {
    double[] x = report.places();
    String capability = "capability: " + report.capability();
    String objective = "objective: " + report.objective();
    Figure figure =
        Figure.titled("Capability and objective in deployment")
            .xAxis(report.axis(), "")
            .yAxis(report.scale(), "")
            .line(capability, x, report.all(report::capabilityInDeployment))
            .line(objective, x, report.all(report::objectiveInDeployment));
    if (report.showsSeeds()) {
      figure =
          bySeed(
                  figure,
                  "each %s's capability".formatted(report.replicates().one()),
                  report,
                  p -> p.deployment().capability())
              .like(capability);
      figure =
          bySeed(
                  figure,
                  "each %s's objective".formatted(report.replicates().one()),
                  report,
                  p -> p.deployment().objective())
              .like(objective);
    }
    figure = training(figure, report);
    for (GapReport.Overlay overlay : overlays) {
      GapReport other = overlay.report();
      figure =
          figure
              .line(
                  "capability, " + overlay.name(),
                  other.places(),
                  other.all(other::capabilityInDeployment))
              .like(capability)
              .line(
                  "objective, " + overlay.name(),
                  other.places(),
                  other.all(other::objectiveInDeployment))
              .like(objective);
    }
    return figure;
  }

  /** What training shows of the objective: a level where it does not move, else a line. */
  private static Figure training(Figure figure, GapReport report) {
    String name = "objective in training";
    List<GapPoint> points = report.points();
    boolean level =
        points.stream().allMatch(point -> point.training().equals(points.get(0).training()));
    return level
        ? figure.reference(name, report.objectiveInTraining(points.get(0)).value())
        : figure.line(name, report.places(), report.all(report::objectiveInTraining));
  }

  private static Figure bySeed(
      Figure figure, String name, GapReport report, Function<GapPoint, double[]> values) {
    double[] x =
        report.points().stream()
            .flatMapToDouble(p -> Arrays.stream(values.apply(p)).map(value -> p.at()))
            .toArray();
    double[] y =
        report.points().stream().flatMapToDouble(p -> Arrays.stream(values.apply(p))).toArray();
    return figure.points(name, x, y);
  }
}
