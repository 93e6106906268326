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
    return noted(figure, report);
  }

  /** Each place of the sweep as a point: what is lost of the objective by what of capability. */
  static Figure plane(GapReport report) {
    double[] capability = new double[report.points().size()];
    double[] objective = new double[capability.length];
    for (int k = 0; k < capability.length; k++) {
      GapPoint point = report.points().get(k);
      capability[k] = report.capabilityInDeployment(point).value();
      objective[k] = report.objectiveInDeployment(point).value();
    }
    GapPoint last = report.farthest();
    String way =
        "deployment, from %s = %s to %s"
            .formatted(
                report.axis(),
                GapText.number(report.points().get(0).at()),
                GapText.number(last.at()));
    Figure figure =
        Figure.titled("Capability against objective")
            .xAxis("capability: " + report.capability(), "")
            .yAxis("objective: " + report.objective(), "")
            .line(way, capability, objective)
            .points(
                "training",
                new double[] {report.capabilityInTraining(last).value()},
                new double[] {report.objectiveInTraining(last).value()});
    if (report.seeds() > 1 && report.seedsDiffer()) {
      figure =
          figure
              .points(
                  "each %s at %s".formatted(report.replicates().one(), GapText.number(last.at())),
                  last.deployment().capability(),
                  last.deployment().objective())
              .like(way);
    }
    return noted(figure, report);
  }

  private static Figure noted(Figure figure, GapReport report) {
    Figure noted = figure;
    for (String note : report.notes()) {
      noted = noted.note(note);
    }
    return noted;
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
