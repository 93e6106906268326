package org.mesascope.gap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mesascope.infer.InferredObjective;
import org.mesascope.infer.MaxCausalEntropyIrl;
import org.mesascope.stats.Seed;
import org.mesascope.task.LinearReward;
import org.mesascope.task.Mixture;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.Policy;
import org.mesascope.world.World;

/**
 * What a system was seen to do in worlds, and what its objective may be made of there.
 *
 * @param system the system itself, or null where only its traces are there
 * @param trained traces in the worlds of training
 * @param deployed traces in the worlds of deployment
 */
record Watched(
    @Nullable Policy system,
    Mixture<World> training,
    Mixture<World> deployment,
    TraceLog trained,
    TraceLog deployed,
    MesaReportOptions options) {

  /** The feature that the default puts beside the base objective. */
  static final String OLD_PLACE = "where the goal lay in training";

  static final String BASE = "base objective";

  /** Lets a system act. */
  static TraceLog act(Policy system, Mixture<World> worlds, int episodes, Seed seed) {
    TraceLog all = TraceLog.of(List.of());
    for (int m = 0; m < worlds.members().size(); m++) {
      int own = (int) Math.round(worlds.weights()[m] * episodes);
      if (own > 0) {
        all = all.and(system.rollOut(worlds.members().get(m), own, seed.split(m)));
      }
    }
    return all;
  }

  /** The first world of training, in which distances and controls are taken. */
  World home() {
    return training.members().get(0);
  }

  /** The first world of deployment. */
  World away() {
    return deployment.members().get(0);
  }

  /** All worlds, those of training first, none twice. */
  List<World> worlds() {
    List<World> all = new ArrayList<>();
    Stream.concat(training.members().stream(), deployment.members().stream())
        .filter(world -> all.stream().noneMatch(other -> other.name().equals(world.name())))
        .forEach(all::add);
    return all;
  }

  /** The states that were intended in training. */
  BitSet old() {
    BitSet all = new BitSet();
    training.members().forEach(world -> all.or(Goals.intended(world)));
    return all;
  }

  TransitionReward[] features(World world) {
    var given = options.features();
    if (given != null) {
      return given.apply(world).toArray(TransitionReward[]::new);
    }
    BitSet old = old();
    TransitionReward base = world.baseObjective();
    return new TransitionReward[] {
      TransitionReward.of(BASE, base::at),
      TransitionReward.of(OLD_PLACE, (s, a, next) -> old.get(next) ? 1 : 0)
    };
  }

  /** A world as the system is taken to plan in it. */
  PlannedWorld planned(World world) {
    return PlannedWorld.of(world, options.discount());
  }

  private TransitionReward[] ended(World world) {
    return Arrays.stream(features(world))
        .map(planned(world)::ended)
        .toArray(TransitionReward[]::new);
  }

  /** The suspected correlate, or null where features were given without one. */
  @Nullable String proxy() {
    return options.features() == null ? OLD_PLACE : options.proxy();
  }

  /** What these traces are best described as pursuing. */
  InferredObjective infer() {
    List<World> worlds = worlds();
    World[] others =
        worlds.subList(1, worlds.size()).stream().map(this::planned).toArray(World[]::new);
    MaxCausalEntropyIrl irl =
        MaxCausalEntropyIrl.in(planned(worlds.get(0)), others)
            .with(options.irl())
            .withFeatures(ended(worlds.get(0)));
    for (World world : worlds) {
      irl = irl.withFeaturesIn(world.name(), ended(world));
    }
    return irl.infer(trained.and(deployed));
  }

  /** An inferred objective read in another world. */
  TransitionReward read(InferredObjective found, World world) {
    if (!(found.objective() instanceof LinearReward linear)) {
      throw new IllegalArgumentException(
          "a report in worlds expects an objective that is linear in features, got \""
              + found.objective().name()
              + "\"");
    }
    return LinearReward.of(found.label(), List.of(features(world)), linear.weights());
  }

  /** The traces of a log that were recorded in one world. */
  static TraceLog in(World world, TraceLog log) {
    return log.where(
        trace -> world.name().equals(trace.metadata().getOrDefault("world", world.name())));
  }

  /** Another system watched in the same way. */
  Watched another(Policy other, Seed seed) {
    return new Watched(
        other,
        training,
        deployment,
        act(other, training, trained.traces().size(), seed.split("training")),
        act(other, deployment, deployed.traces().size(), seed.split("deployment")),
        options);
  }
}
