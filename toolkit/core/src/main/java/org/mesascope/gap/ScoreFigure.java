package org.mesascope.gap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * note says so.
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
            .yRange(0, 1);
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

  /** One aggregate of every system, such as the interquartile mean, as a forest plot. */
  public static Figure aggregates(
      String name,
      Aggregate aggregate,
      Map<String, TaskScores> systems,
      BootstrapOptions options,
      Seed seed) {
    List<Resampled> all = new ArrayList<>();
    List<Estimate> estimates = new ArrayList<>();
    for (Map.Entry<String, TaskScores> system : systems.entrySet()) {
      Resampled one =
          StratifiedBootstrap.bca(
              system.getValue(), aggregate, options, seed.split(system.getKey()));
      all.add(one);
      estimates.add(
          Estimate.of(
              system.getKey(), one.value(), one.interval(), one.n(), "stratified BCa bootstrap"));
    }
    return warned(Figure.forest(name, estimates).xAxis(name, ""), all);
  }

  private static Figure warned(Figure figure, List<Resampled> all) {
    return all.stream()
        .filter(Resampled::hasTooFewUnits)
        .findFirst()
        .map(one -> figure.note(one.warning() + "."))
        .orElse(figure);
  }
}
