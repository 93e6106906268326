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
    Figure figure =
        Figure.titled("Capability and objective over " + report.axis())
            .xAxis(report.axis(), "")
            .yAxis("share of episodes", "")
            .line(
                "capability: " + report.capability(), x, report.all(report::capabilityInDeployment))
            .line("objective: " + report.objective(), x, report.all(report::objectiveInDeployment));
    if (report.seeds() < GapReport.ENOUGH && report.seedsDiffer()) {
      figure = bySeed(figure, "capability, each seed", report, p -> p.deployment().capability());
      figure = bySeed(figure, "objective, each seed", report, p -> p.deployment().objective());
    }
    for (GapReport.Overlay overlay : overlays) {
      GapReport other = overlay.report();
      figure =
          figure
              .line(
                  "capability, " + overlay.name(),
                  other.places(),
                  other.all(other::capabilityInDeployment))
              .line(
                  "objective, " + overlay.name(),
                  other.places(),
                  other.all(other::objectiveInDeployment));
    }
    return figure;
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
