package org.mesascope.gap;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mesascope.stats.Seed;
import org.mesascope.task.Mixture;
import org.mesascope.task.Shift;
import org.mesascope.world.Policy;
import org.mesascope.world.World;

/**
 * Measures systems in training and under a shift that grows, over seeds: where does the capability
 * hold, and where is the objective lost?
 *
 * <p>Each seed is one job: train a system, then measure it at every strength. Jobs run in parallel
 * and draw only from seeds of their own, so results have the same bits on any number of threads.
 *
 * <pre>{@code
 * var report =
 *     ShiftSweep.of(seed -> PolicyGradient.defaults().train(world, seed), Seed.of(7))
 *         .over(world.coinPositions())
 *         .seeds(10)
 *         .run();
 * }</pre>
 *
 * @param <S> kind of system
 * @param <E> kind of environment
 */
public final class ShiftSweep<S, E> {

  private final Systems<S> systems;
  private final Shift<E> shift;
  private final Outcomes<S, E> outcomes;
  private final double[] strengths;
  private final int seeds;
  private final @Nullable Workers workers;

  private ShiftSweep(
      Systems<S> systems,
      Shift<E> shift,
      Outcomes<S, E> outcomes,
      double[] strengths,
      int seeds,
      @Nullable Workers workers) {
    this.systems = systems;
    this.shift = shift;
    this.outcomes = outcomes;
    this.strengths = strengths;
    this.seeds = seeds;
    this.workers = workers;
  }

  /** A sweep of one trained system, which says nothing about what other seeds would have given. */
  public static Agents of(Policy agent) {
    return new Agents(new Systems<>(seed -> agent, Seed.of(0), true));
  }

  /** A sweep of agents that are trained anew for every seed. */
  public static Agents of(Training<? extends Policy> training, Seed seed) {
    return new Agents(new Systems<>(training::train, seed, false));
  }

  /** A sweep of systems of any kind, trained anew for every seed. */
  public static <S, E> ShiftSweep<S, E> of(
      Training<S> training, Seed seed, Shift<E> shift, Outcomes<S, E> outcomes) {
    return over(new Systems<>(training, seed, false), shift, outcomes);
  }

  private static <S, E> ShiftSweep<S, E> over(
      Systems<S> systems, Shift<E> shift, Outcomes<S, E> outcomes) {
    double[] strengths = shift.strengths().stream().mapToDouble(d -> d).toArray();
    return new ShiftSweep<>(systems, shift, outcomes, strengths, 1, null);
  }

  /** Agents, before it is said where they act. */
  public static final class Agents {
    private final Systems<Policy> systems;

    private Agents(Systems<Policy> systems) {
      this.systems = systems;
    }

    /** Over a shift between worlds, with the outcomes of {@link Goals#of}. */
    public <W extends World> ShiftSweep<Policy, W> over(Shift<W> shift) {
      return ShiftSweep.over(systems, shift, Goals.of(shift));
    }
  }

  /** At these strengths instead of the shift's own, in ascending order. */
  public ShiftSweep<S, E> at(double... strengths) {
    return new ShiftSweep<>(systems, shift, outcomes, strengths.clone(), seeds, workers);
  }

  /** With so many seeds, at least 1; below 10, intervals are not to be trusted. */
  public ShiftSweep<S, E> seeds(int seeds) {
    if (seeds < 1) {
      throw new IllegalArgumentException("a sweep expects at least 1 seed, got " + seeds);
    }
    return new ShiftSweep<>(systems, shift, outcomes, strengths, seeds, workers);
  }

  /** With other outcomes. */
  public ShiftSweep<S, E> measuring(Outcomes<S, E> outcomes) {
    return new ShiftSweep<>(systems, shift, outcomes, strengths, seeds, workers);
  }

  /** On other workers than this machine's threads. */
  public ShiftSweep<S, E> on(Workers workers) {
    return new ShiftSweep<>(systems, shift, outcomes, strengths, seeds, workers);
  }

  /**
   * Runs the sweep.
   *
   * @throws IllegalArgumentException if a strength is not finite, out of the shift's range or not
   *     above the one before, before anything is trained
   * @throws Workers.JobFailedException if training or a measure failed
   */
  public GapReport run() {
    Places.check(shift.strength(), strengths);
    Arrays.stream(strengths).forEach(shift::at);
    Workers where = workers == null ? Workers.local() : workers;
    List<double[][]> bySeed =
        where.run(
            "sweep over " + shift.strength(),
            IntStream.range(0, seeds).mapToObj(this::job).toList());
    return new GapReport(
        shift.strength(),
        outcomes.capability(),
        outcomes.objective(),
        outcomes.scale(),
        Sweep.points(strengths, bySeed),
        systems.fixed(),
        systems.seed().split("bootstrap"));
  }

  private Callable<double[][]> job(int index) {
    return () -> {
      Seed own = systems.seed().split("seed").split(index);
      S system = systems.training().train(own.split("train"));
      double[][] scores = new double[strengths.length][];
      for (int k = 0; k < strengths.length; k++) {
        Mixture<E> deployment = shift.at(strengths[k]);
        String where = "seed %d at %s %s".formatted(index, shift.strength(), strengths[k]);
        Seed measuring = own.split("measure").split(Double.toString(strengths[k]));
        scores[k] = Sweep.measure(outcomes, system, shift.training(), deployment, measuring, where);
      }
      return scores;
    };
  }

  /** Where systems come from; {@code fixed} is one system for all seeds. */
  private record Systems<S>(Training<S> training, Seed seed, boolean fixed) {}
}
