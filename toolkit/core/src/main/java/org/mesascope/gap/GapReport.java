package org.mesascope.gap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Bootstrap;
import org.mesascope.stats.Seed;

/**
 * Capability and objective kept apart, training against deployment, each an estimate over seeds.
 *
 * <p>Differences are taken system by system before they are averaged, so their intervals are
 * paired. Intervals are BCa bootstrap intervals over seeds; one system has none, and below ten
 * their coverage falls short (simulated .89 at n = 10 for a nominal .95), so every system's own
 * numbers are drawn.
 *
 * @param axis what the sweep moved, with its unit
 * @param capability what counts as getting anywhere
 * @param objective what was intended
 * @param scale what both count, such as "share of episodes"
 * @param points what was found place by place, at least one
 * @param replicates what the numbers at a place are numbers of
 * @param seed for the bootstrap
 */
public record GapReport(
    String axis,
    String capability,
    String objective,
    String scale,
    List<GapPoint> points,
    Replicates replicates,
    Seed seed)
    implements Displayable {

  public GapReport {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a gap report expects at least one point, got none");
    }
  }

  /** How many seeds there were, or other replicates. */
  public int seeds() {
    return points.get(0).training().capability().length;
  }

  /** The point of the farthest place: the strongest shift, or the last step. */
  public GapPoint farthest() {
    return points.get(points.size() - 1);
  }

  /**
   * The point at a place.
   *
   * @throws IllegalArgumentException if the sweep did not visit it
   */
  public GapPoint at(double place) {
    return points.stream()
        .filter(point -> point.at() == place)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the sweep visited %s at %s, not at %s"
                        .formatted(axis, Arrays.toString(places()), place)));
  }

  public Estimate capabilityInTraining(GapPoint point) {
    return mean("capability in training", point, p -> p.training().capability());
  }

  public Estimate objectiveInTraining(GapPoint point) {
    return mean("objective in training", point, p -> p.training().objective());
  }

  public Estimate capabilityInDeployment(GapPoint point) {
    return mean("capability in deployment", point, p -> p.deployment().capability());
  }

  public Estimate objectiveInDeployment(GapPoint point) {
    return mean("objective in deployment", point, p -> p.deployment().objective());
  }

  /** How much less a system gets anywhere in deployment than in training. */
  public Estimate capabilityGap(GapPoint point) {
    return mean(
        "capability gap",
        point,
        p -> minus(p.training().capability(), p.deployment().capability()));
  }

  /** How much less a system gets what was intended in deployment than in training. */
  public Estimate objectiveGap(GapPoint point) {
    return mean(
        "objective gap", point, p -> minus(p.training().objective(), p.deployment().objective()));
  }

  /**
   * The objective gap that the capability gap does not account for: how much of what a system can
   * still do goes elsewhere. Near 0 where a system is merely lost, near 1 where it competently
   * pursues something else.
   */
  public Estimate misdirection(GapPoint point) {
    return mean(
        "misdirection",
        point,
        p ->
            minus(
                minus(p.training().objective(), p.deployment().objective()),
                minus(p.training().capability(), p.deployment().capability())));
  }

  /** What stands at the farthest place, one row an estimate. */
  public ResultTable summary() {
    GapPoint point = farthest();
    ResultTable table =
        ResultTable.of(
            "The gap at " + axis + " = " + GapText.number(point.at()),
            List.of(
                capabilityInTraining(point),
                capabilityInDeployment(point),
                objectiveInTraining(point),
                objectiveInDeployment(point),
                capabilityGap(point),
                objectiveGap(point),
                misdirection(point)));
    return noted(table);
  }

  /** One row a place, one column an estimate. */
  public ResultTable table() {
    ResultTable table =
        ResultTable.titled("The gap over " + axis)
            .column(axis, places())
            .column("capability in training", all(this::capabilityInTraining))
            .column("capability in deployment", all(this::capabilityInDeployment))
            .column("objective in training", all(this::objectiveInTraining))
            .column("objective in deployment", all(this::objectiveInDeployment))
            .column("objective gap", all(this::objectiveGap))
            .column("misdirection", all(this::misdirection));
    return noted(table);
  }

  /** One row a place and system: the numbers behind all estimates. */
  public ResultTable bySystem() {
    ResultTable table =
        ResultTable.titled("Every system")
            .columns(
                axis,
                replicates.one(),
                "capability in training",
                "capability in deployment",
                "objective in training",
                "objective in deployment");
    for (GapPoint p : points) {
      for (int i = 0; i < seeds(); i++) {
        table =
            table.row(
                p.at(),
                i,
                p.training().capability()[i],
                p.deployment().capability()[i],
                p.training().objective()[i],
                p.deployment().objective()[i]);
      }
    }
    return table;
  }

  /** Capability and objective in deployment over the sweep. */
  public Figure figure() {
    return GapFigure.of(this, List.of());
  }

  /** This report's figure with the curves of others, such as an exact one, drawn behind it. */
  public Figure figure(Overlay... overlays) {
    return GapFigure.of(this, List.of(overlays));
  }

  /**
   * Capability against objective in deployment, place by place: goal misgeneralization leads down,
   * a mere loss of capability down and to the left.
   */
  public Figure plane() {
    return GapFigure.plane(this);
  }

  /**
   * Another report drawn beside this one.
   *
   * @param name such as "exact"
   */
  public record Overlay(String name, GapReport report) {}

  /** What a reader must know about the seeds, in words; may be empty. */
  public List<String> notes() {
    return GapText.notes(this);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return summary().toMimeBundle();
  }

  double[] places() {
    return points.stream().mapToDouble(GapPoint::at).toArray();
  }

  List<Estimate> all(Function<GapPoint, Estimate> estimate) {
    return points.stream().map(estimate).toList();
  }

  /** Whether seeds are too few for intervals to be taken at their word. */
  boolean showsSeeds() {
    return seeds() > 1 && seeds() < Bootstrap.ENOUGH && seedsDiffer();
  }

  /** Whether seeds differ anywhere. */
  boolean seedsDiffer() {
    return points.stream()
        .flatMap(p -> List.of(p.training(), p.deployment()).stream())
        .flatMap(scores -> List.of(scores.capability(), scores.objective()).stream())
        .anyMatch(values -> Arrays.stream(values).anyMatch(value -> value != values[0]));
  }

  private ResultTable noted(ResultTable table) {
    List<String> notes = new ArrayList<>();
    notes.add("Capability: " + capability + ". Objective: " + objective + ".");
    notes.addAll(notes());
    ResultTable noted = table;
    for (String note : notes) {
      noted = noted.withNote(note);
    }
    return noted;
  }

  private Estimate mean(String name, GapPoint point, Function<GapPoint, double[]> values) {
    return SeedMean.of(
        name, values.apply(point), replicates, seed.split(name).split(Double.toString(point.at())));
  }

  private static double[] minus(double[] x, double[] y) {
    double[] difference = new double[x.length];
    Arrays.setAll(difference, i -> x[i] - y[i]);
    return difference;
  }
}
