package org.mesascope.gap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mesascope.report.Estimate;
import org.mesascope.report.Figure;
import org.mesascope.stats.Aggregate;
import org.mesascope.stats.BootstrapOptions;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Resampled;
import org.mesascope.stats.Seed;
import org.mesascope.stats.StratifiedBootstrap;
import org.mesascope.stats.TaskScores;

/**
 * Figures of the scores of several systems on several tasks, with stratified bootstrap intervals
 * (Agarwal et al. 2021, figures 4 and 9). Runs are the units; where some task has fewer than ten, a
 * note says so, and aggregates show each run's points.
 */
public final class ScoreFigure {

  private ScoreFigure() {}

  /**
   * Performance profiles: the share of runs that score above each threshold. One that lies above
   * another everywhere is of the better system.
   *
   * @param systems by name
   * @param thresholds ascending, finite
   */
  public static Figure profiles(
      Map<String, TaskScores> systems, double[] thresholds, BootstrapOptions options, Seed seed) {
    Figure figure =
        Figure.titled("Performance profiles")
            .xAxis("score τ", "")
            .yAxis("share of runs above τ", "")
            .yRange(-.05, 1.05);
    List<Resampled> all = new ArrayList<>();
    for (Map.Entry<String, TaskScores> system : systems.entrySet()) {
      List<Resampled> profile =
          StratifiedBootstrap.profile(
              system.getValue(), thresholds, options, seed.split(system.getKey()));
      figure =
          figure
              .line(
                  system.getKey(),
                  thresholds,
                  profile.stream().mapToDouble(Resampled::value).toArray())
              .band(
                  profile.stream().map(Resampled::interval).mapToDouble(Interval::low).toArray(),
                  profile.stream().map(Resampled::interval).mapToDouble(Interval::high).toArray());
      all.add(profile.get(0));
    }
    return warned(figure, all);
  }

  /**
   * One aggregate of every system, such as the interquartile mean, as a forest plot. Where a system
   * has fewer than ten runs of some task, each run's own points are shown: its aggregate alone.
   */
  public static Figure aggregates(
      String name,
      Aggregate aggregate,
      Map<String, TaskScores> systems,
      BootstrapOptions options,
      Seed seed) {
    List<Resampled> all = new ArrayList<>();
    List<Estimate> estimates = new ArrayList<>();
    List<double[]> points = new ArrayList<>();
    for (Map.Entry<String, TaskScores> system : systems.entrySet()) {
      Resampled one =
          StratifiedBootstrap.bca(
              system.getValue(), aggregate, options, seed.split(system.getKey()));
      all.add(one);
      estimates.add(
          Estimate.of(
              system.getKey(), one.value(), one.interval(), one.n(), "stratified BCa bootstrap"));
      points.add(one.hasTooFewUnits() ? each(system.getValue(), aggregate) : new double[0]);
    }
    Figure figure = warned(Figure.forest(name, estimates, points).xAxis(name, ""), all);
    return points.stream().anyMatch(each -> each.length > 0)
        ? figure.note("Rings are the runs, one by one.")
        : figure;
  }

  private static double[] each(TaskScores scores, Aggregate aggregate) {
    return IntStream.range(0, scores.tasks().size())
        .mapToObj(scores::runs)
        .flatMapToDouble(Arrays::stream)
        .map(score -> aggregate.of(TaskScores.of(score)))
        .toArray();
  }

  private static Figure warned(Figure figure, List<Resampled> all) {
    return all.stream()
        .filter(Resampled::hasTooFewUnits)
        .findFirst()
        .map(one -> figure.note(one.warning() + "."))
        .orElse(figure);
  }
}
