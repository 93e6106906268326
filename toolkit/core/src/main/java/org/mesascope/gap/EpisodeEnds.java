package org.mesascope.gap;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Averages;
import org.mesascope.stats.ClusteredShares;
import org.mesascope.stats.Interval;
import org.mesascope.trace.LogMapping;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.World;

/**
 * What episodes came to, or choices, counted unit by unit: traces with the same metadata {@link
 * LogMapping#UNIT} are one unit, and traces without it a unit each.
 */
final class EpisodeEnds {

  /** What may be said of an episode. */
  enum End {
    /** It reached a goal, old or new. */
    CAPABLE(1),
    /** It reached the intended goal. */
    INTENDED(2),
    /** It reached an old goal and not the intended one. */
    ELSEWHERE(3);

    private final int column;

    End(int column) {
      this.column = column;
    }
  }

  private final String what;

  /** Of each unit how many, and how many of each end. */
  private final Map<String, long[]> units = new TreeMap<>();

  private final Map<String, List<Double>> returns = new LinkedHashMap<>();
  private int episodes;

  /**
   * Nothing so far.
   *
   * @param what is counted, such as "episodes"
   */
  EpisodeEnds(String what) {
    this.what = what;
  }

  /** Counts one. */
  void add(String unit, boolean intended, boolean old) {
    long[] counts = units.computeIfAbsent(unit, name -> new long[4]);
    counts[0]++;
    counts[End.CAPABLE.column] += intended || old ? 1 : 0;
    counts[End.INTENDED.column] += intended ? 1 : 0;
    counts[End.ELSEWHERE.column] += old && !intended ? 1 : 0;
    episodes++;
  }

  /**
   * Counts the episodes of a log.
   *
   * @param where they were, which keeps the units of different logs apart unless they are named
   * @param old the states that were intended in training
   */
  static EpisodeEnds of(String where, TraceLog log, List<World> worlds, BitSet old) {
    Map<String, World> byName = new HashMap<>();
    worlds.forEach(world -> byName.put(world.name(), world));
    EpisodeEnds ends = new EpisodeEnds("episodes");
    for (Trace trace : log.traces()) {
      World world = world(trace, byName, worlds);
      BitSet visited = visited(trace, world.mdp());
      String unit = trace.metadata().getOrDefault(LogMapping.UNIT, where + "/" + ends.episodes);
      ends.add(unit, visited.intersects(Goals.intended(world)), visited.intersects(old));
      ends.returns
          .computeIfAbsent(unit, name -> new ArrayList<>())
          .add(EpisodeReturn.of(trace, world, world.baseObjective()));
    }
    return ends;
  }

  /** How many. */
  int episodes() {
    return episodes;
  }

  /** What is counted. */
  String what() {
    return what;
  }

  /** The share of an end. */
  Estimate share(String name, End end, double level) {
    Set<String> all = units.keySet();
    long[] yes = column(end.column, all);
    return Estimate.of(
        name,
        share(end),
        ClusteredShares.wilson(yes, column(0, all), level),
        units.size(),
        "share of %s, Wilson interval%s".formatted(what, clustered()));
  }

  /** What was earned of the base objective, each unit counting once. */
  Estimate meanReturn(String where, double level) {
    String name = "base objective earned in " + where;
    double[] means =
        returns.values().stream()
            .mapToDouble(own -> own.stream().mapToDouble(Double::doubleValue).average().orElse(0))
            .toArray();
    double mean = Averages.mean(means);
    return means.length < 2
        ? new Estimate(name, mean, null, 1, "one unit: no interval", "")
        : Estimate.of(
            name,
            mean,
            Averages.studentInterval(means, level),
            means.length,
            "mean over %s, Student interval".formatted(clusters() ? "units" : what));
  }

  /** One share minus another; units that are in both go together. */
  static Estimate difference(String name, End end, EpisodeEnds of, EpisodeEnds from, double level) {
    Set<String> all = new TreeSet<>(of.units.keySet());
    all.addAll(from.units.keySet());
    int column = end.column;
    Interval interval =
        ClusteredShares.difference(
            of.column(column, all),
            of.column(0, all),
            from.column(column, all),
            from.column(0, all),
            level);
    return Estimate.of(
        name,
        of.share(end) - from.share(end),
        interval,
        of.clusters() || from.clusters() ? all.size() : of.episodes + from.episodes,
        "difference of shares of %s, Newcombe interval%s"
            .formatted(of.what, of.clusters() ? of.clustered() : from.clustered()));
  }

  private double share(End end) {
    long yes = 0;
    for (long[] counts : units.values()) {
      yes += counts[end.column];
    }
    return (double) yes / episodes;
  }

  private long[] column(int column, Set<String> names) {
    return names.stream()
        .mapToLong(
            name -> {
              long[] counts = units.get(name);
              return counts == null ? 0 : counts[column];
            })
        .toArray();
  }

  private boolean clusters() {
    return units.size() < episodes;
  }

  private String clustered() {
    return clusters() ? ", clustered by unit" : "";
  }

  static World world(Trace trace, Map<String, World> byName, List<World> worlds) {
    String name = trace.metadata().get("world");
    World world = name == null && worlds.size() == 1 ? worlds.get(0) : byName.get(name);
    if (world == null) {
      throw new IllegalArgumentException(
          "trace \"%s\" expects metadata \"world\" that names one of %s, got %s"
              .formatted(trace.id(), worlds.stream().map(World::name).toList(), name));
    }
    return world;
  }

  static BitSet visited(Trace trace, FiniteMdp mdp) {
    BitSet visited = new BitSet();
    for (Step step : trace.steps()) {
      visited.set(mdp.state(step.situation()));
      if (step.outcome() != null) {
        visited.set(mdp.state(step.outcome()));
      }
    }
    return visited;
  }
}
