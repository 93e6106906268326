package org.mesascope.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Categorical;
import org.mesascope.stats.Seed;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * Episodes of a policy in a simulated world. All run side by side: the policy is asked once a step
 * for all of them.
 *
 * @param <S> a state of the world
 */
public final class Episodes<S> {

  /** A policy that is asked by states: the probabilities of the actions, row by row. */
  @FunctionalInterface
  public interface Actor<S> {
    double[] probabilities(List<S> states);
  }

  private static final double LEVEL = .95;

  final Simulator<S> world;
  final List<List<S>> states = new ArrayList<>();
  final List<List<Integer>> actions = new ArrayList<>();
  private final List<Seed> seeds = new ArrayList<>();
  private final Seed seed;

  private Episodes(Simulator<S> world, Seed seed) {
    this.world = world;
    this.seed = seed;
  }

  /**
   * Runs a network.
   *
   * @param episodes how many, at least 1
   * @param seed episode i depends on {@code seed.split(i)} alone
   * @throws CancellationException if the thread is interrupted
   */
  public static <S> Episodes<S> of(
      Simulator<S> world, PolicyNetwork policy, int episodes, Seed seed) {
    if (!policy.actionNames().equals(world.actionNames())
        || policy.observationSize() != world.observationSize()) {
      throw new IllegalArgumentException(
          "world \"%s\" shows %d numbers and has the actions %s, but the policy is %s"
              .formatted(world.name(), world.observationSize(), world.actionNames(), policy));
    }
    return of(
        world,
        (List<S> here) ->
            policy.probabilities(here.stream().map(world::observe).toArray(double[][]::new)),
        episodes,
        seed);
  }

  /** Runs any policy; see {@link #of(Simulator, PolicyNetwork, int, Seed)}. */
  public static <S> Episodes<S> of(Simulator<S> world, Actor<S> actor, int episodes, Seed seed) {
    Ranges.atLeast("episodes", 1, episodes);
    Episodes<S> all = new Episodes<>(world, seed);
    List<RandomGenerator> random = new ArrayList<>();
    List<Integer> running = new ArrayList<>();
    for (int i = 0; i < episodes; i++) {
      Seed own = seed.split(i);
      all.seeds.add(own);
      random.add(own.random());
      all.states.add(new ArrayList<>(List.of(world.start(random.get(i)))));
      all.actions.add(new ArrayList<>());
      running.add(i);
    }
    for (int t = 0; t < world.horizon(); t++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the rollout was interrupted at step " + t);
      }
      int time = t;
      running.removeIf(i -> world.terminal(all.states.get(i).get(time)));
      if (running.isEmpty()) {
        break;
      }
      double[] p =
          actor.probabilities(running.stream().map(i -> all.states.get(i).get(time)).toList());
      int width = world.actionNames().size();
      for (int k = 0; k < running.size(); k++) {
        int i = running.get(k);
        int action = Categorical.draw(p, k * width, (k + 1) * width, random.get(i)) - k * width;
        all.actions.get(i).add(action);
        all.states.get(i).add(world.next(all.states.get(i).get(t), action, random.get(i)));
      }
    }
    return all;
  }

  /** The mean discounted return by the world's base objective, with Student's interval. */
  public Estimate meanReturn() {
    double[] returns = new double[states.size()];
    for (int i = 0; i < returns.length; i++) {
      for (int t = actions.get(i).size() - 1; t >= 0; t--) {
        double earned =
            world.reward(states.get(i).get(t), actions.get(i).get(t), states.get(i).get(t + 1));
        returns[i] = earned + world.discount() * returns[i];
      }
    }
    return Estimate.of(
        "return in " + world.name(),
        Averages.mean(returns),
        Averages.studentInterval(returns, LEVEL),
        returns.length,
        "mean of sampled episodes, Student");
  }

  /** These episodes as traces. */
  public TraceLog log() {
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      List<Step> steps = new ArrayList<>();
      for (int t = 0; t < actions.get(i).size(); t++) {
        steps.add(
            new Step(
                world.write(states.get(i).get(t)),
                null,
                world.actionNames().get(actions.get(i).get(t)),
                world.write(states.get(i).get(t + 1))));
      }
      Map<String, String> facts =
          Map.of("world", world.name(), "seed", Long.toString(seeds.get(i).value()));
      String id = world.name() + "/" + Long.toHexString(seed.value()) + "/" + i;
      traces.add(new Trace(id, steps, facts));
    }
    return TraceLog.of(traces);
  }
}
