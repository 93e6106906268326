package org.mesascope.gap;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Proportions;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.World;

/**
 * What episodes came to, counted.
 *
 * @param episodes how many
 * @param capable how many reached a goal, old or new
 * @param intended how many reached the intended goal
 * @param elsewhere how many reached an old goal and not the intended one
 * @param returns what each earned of the base objective
 */
record EpisodeEnds(int episodes, int capable, int intended, int elsewhere, double[] returns) {

  /**
   * Counts.
   *
   * @param old the states that were intended in training
   */
  static EpisodeEnds of(TraceLog log, List<World> worlds, BitSet old) {
    Map<String, World> byName = new HashMap<>();
    worlds.forEach(world -> byName.put(world.name(), world));
    int capable = 0;
    int intended = 0;
    int elsewhere = 0;
    double[] returns = new double[log.traces().size()];
    for (int i = 0; i < returns.length; i++) {
      Trace trace = log.traces().get(i);
      World world = world(trace, byName, worlds);
      BitSet visited = visited(trace, world.mdp());
      boolean gotIntended = visited.intersects(Goals.intended(world));
      boolean gotOld = visited.intersects(old);
      intended += gotIntended ? 1 : 0;
      capable += gotIntended || gotOld ? 1 : 0;
      elsewhere += gotOld && !gotIntended ? 1 : 0;
      returns[i] = EpisodeReturn.of(trace, world, world.baseObjective());
    }
    return new EpisodeEnds(returns.length, capable, intended, elsewhere, returns);
  }

  Estimate capability(String where, double level) {
    return share("reaches a goal, old or new, in " + where, capable, level);
  }

  Estimate objective(String where, double level) {
    return share("reaches the intended goal in " + where, intended, level);
  }

  Estimate meanReturn(String where, double level) {
    String name = "base objective earned in " + where;
    double mean = Averages.mean(returns);
    return returns.length < 2
        ? new Estimate(name, mean, null, 1, "one episode: no interval", "")
        : Estimate.of(
            name,
            mean,
            Averages.studentInterval(returns, level),
            returns.length,
            "mean over episodes, Student interval");
  }

  /** One share minus another, of independent episodes. */
  static Estimate difference(
      String name, int first, EpisodeEnds of, int second, EpisodeEnds from, double level) {
    Interval interval = Proportions.newcombe(first, of.episodes, second, from.episodes, level);
    return Estimate.of(
        name,
        (double) first / of.episodes - (double) second / from.episodes,
        interval,
        of.episodes + from.episodes,
        "difference of shares of episodes, Newcombe interval");
  }

  private Estimate share(String name, int count, double level) {
    return Estimate.of(
        name,
        (double) count / episodes,
        Proportions.wilson(count, episodes, level),
        episodes,
        "share of episodes, Wilson interval");
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

  private static BitSet visited(Trace trace, FiniteMdp mdp) {
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
