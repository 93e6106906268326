package org.mesascope.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.mesascope.stats.Categorical;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/** Lets a table of action probabilities act in a world. Cost: O(episodes · horizon · actions). */
final class Rollout {

  private Rollout() {}

  static TraceLog of(World world, TabularPolicy policy, int episodes, Seed seed) {
    return of(world, StagedPolicy.constant(policy, world.horizon()), episodes, seed);
  }

  static TraceLog of(World world, StagedPolicy policy, int episodes, Seed seed) {
    if (episodes < 1) {
      throw new IllegalArgumentException("a rollout expects at least 1 episode, got " + episodes);
    }
    policy.at(0).requireFit(world.mdp());
    if (world.horizon() > policy.steps()) {
      throw new IllegalArgumentException(
          "world \"%s\" has %d steps, but the policy only %d"
              .formatted(world.name(), world.horizon(), policy.steps()));
    }
    double[] start = world.mdp().start();
    List<Trace> traces = new ArrayList<>(episodes);
    for (int i = 0; i < episodes; i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException(
            "the rollout was interrupted after %d of %d episodes".formatted(i, episodes));
      }
      Seed own = seed.split(i);
      Map<String, String> facts = Map.of("world", world.name(), "seed", Long.toString(own.value()));
      String id = world.name() + "/" + Long.toHexString(seed.value()) + "/" + i;
      traces.add(new Trace(id, episode(world, start, policy, own.random()), facts));
    }
    return new TraceLog(traces);
  }

  private static List<Step> episode(
      World world, double[] start, StagedPolicy policy, RandomGenerator random) {
    FiniteMdp mdp = world.mdp();
    List<Step> steps = new ArrayList<>();
    int s = Categorical.draw(start, 0, mdp.states(), random);
    for (int t = 0; t < world.horizon() && !mdp.isTerminal(s); t++) {
      int first = s * mdp.actions();
      int a =
          Categorical.draw(policy.at(t).probabilities(), first, first + mdp.actions(), random)
              - first;
      int row = first + a;
      int k =
          Categorical.draw(mdp.probability(), mdp.rowStart()[row], mdp.rowStart()[row + 1], random);
      int after = mdp.next()[k];
      steps.add(
          new Step(
              mdp.stateNames().get(s),
              null,
              mdp.actionNames().get(a),
              mdp.stateNames().get(after)));
      s = after;
    }
    return steps;
  }
}
