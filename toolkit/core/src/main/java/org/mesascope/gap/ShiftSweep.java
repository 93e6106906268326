package org.mesascope.gap;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.mesascope.stats.Seed;
import org.mesascope.task.Mixture;
import org.mesascope.task.Shift;
import org.mesascope.trace.TraceLog;
import org.mesascope.train.TrainedPolicy;
import org.mesascope.world.Policy;
import org.mesascope.world.World;

/**
 * Measures systems in training and under a shift that grows, over seeds: where does the capability
 * hold, and where is the objective lost?
 *
 * <p>Each seed is one job: train a system, then measure it at every strength. Jobs run in parallel
 * and draw only from seeds of their own, so results have the same bits on any number of threads, in
 * any order, and whether or not the sweep was stopped and went on.
 *
 * <pre>{@code
 * var report =
 *     ShiftSweep.of(seed -> PolicyGradient.defaults().train(world, seed), Seed.of(7))
 *         .over(world.coinPositions())
 *         .seeds(10)
 *         .resuming(Path.of("coin.journal"), "corridor of 9, 500 steps")
 *         .run();
 * }</pre>
 *
 * <p>The package documentation has a line for every kind of system and shift.
 *
 * @param <S> kind of system
 * @param <E> kind of environment
 */
public final class ShiftSweep<S, E> {

  private final Systems<S> systems;
  private final Shift<E> shift;
  private final Outcomes<S, E> outcomes;
  private final double[] strengths;
  private final SweepRun run;

  private ShiftSweep(
      Systems<S> systems,
      Shift<E> shift,
      Outcomes<S, E> outcomes,
      double[] strengths,
      SweepRun run) {
    this.systems = systems;
    this.shift = shift;
    this.outcomes = outcomes;
    this.strengths = strengths;
    this.run = run;
  }

  /** A sweep of one trained system, which says nothing about what other seeds would have given. */
  public static Agents of(Policy agent) {
    return new Agents(Systems.one(agent, Seed.of(0)));
  }

  /** A sweep of agents that are trained anew for every seed. */
  public static Agents of(Training<? extends Policy> training, Seed seed) {
    return new Agents(Systems.trained(training, seed));
  }

  /** A sweep of systems of any kind, trained anew for every seed. */
  public static <S, E> ShiftSweep<S, E> of(
      Training<S> training, Seed seed, Shift<E> shift, Outcomes<S, E> outcomes) {
    return over(Systems.trained(training, seed), shift, outcomes, 1);
  }

  /**
   * A sweep of one trained system of any kind, which says nothing about what other seeds would have
   * given: {@link #seeds} measures it again on other samples.
   */
  public static <S, E> ShiftSweep<S, E> ofTrained(
      S system, Seed seed, Shift<E> shift, Outcomes<S, E> outcomes) {
    return over(Systems.one(system, seed), shift, outcomes, 1);
  }

  /**
   * A sweep over what a log recorded, such as versions of a prompt, unit by unit: differences are
   * paired, and intervals are over units, never over rows.
   *
   * @param key of the metadata that tells the environments apart, such as {@code
   *     LogMapping.VERSION}
   * @param shift between that key's values, such as {@code Shift.among("prompt version", names)}
   * @throws IllegalArgumentException if a unit was not seen everywhere: such logs are compared
   *     without pairs, not swept
   */
  public static ShiftSweep<TracedSystem<String>, String> ofUnits(
      TraceLog log,
      String key,
      Shift<String> shift,
      Outcomes<TracedSystem<String>, String> outcomes) {
    List<TracedSystem<String>> units = LoggedUnit.of(log, key, shift);
    Systems<TracedSystem<String>> systems =
        new Systems<>((i, own) -> units.get(i), Seed.of(0), Replicates.UNITS);
    return over(systems, shift, outcomes, units.size());
  }

  /** A sweep over the training steps of agents; see {@link StepSweep}. */
  public static StepSweep.Courses overSteps(Training<TrainedPolicy> training, Seed seed) {
    return StepSweep.of(training, seed);
  }

  private static <S, E> ShiftSweep<S, E> over(
      Systems<S> systems, Shift<E> shift, Outcomes<S, E> outcomes, int jobs) {
    double[] strengths = shift.strengths().stream().mapToDouble(d -> d).toArray();
    return new ShiftSweep<>(systems, shift, outcomes, strengths, SweepRun.of(jobs));
  }

  /** Agents, before it is said where they act. */
  public static final class Agents {
    private final Systems<Policy> systems;

    private Agents(Systems<Policy> systems) {
      this.systems = systems;
    }

    /** Over a shift between worlds, with the outcomes of {@link Goals#of}. */
    public <W extends World> ShiftSweep<Policy, W> over(Shift<W> shift) {
      return ShiftSweep.over(systems, shift, Goals.of(shift), 1);
    }
  }

  /** At these strengths instead of the shift's own, in ascending order. */
  public ShiftSweep<S, E> at(double... strengths) {
    return new ShiftSweep<>(systems, shift, outcomes, strengths.clone(), run);
  }

  /**
   * With so many seeds, at least 1; below 10, intervals are not to be trusted.
   *
   * @throws IllegalStateException in a sweep of a log, which has as many as there are units
   */
  public ShiftSweep<S, E> seeds(int seeds) {
    if (systems.replicates() == Replicates.UNITS && seeds != run.jobs()) {
      throw new IllegalStateException(
          "a log has its own %d units, and no %d seeds".formatted(run.jobs(), seeds));
    }
    return with(run.withSeeds(seeds));
  }

  /** With other outcomes. */
  public ShiftSweep<S, E> measuring(Outcomes<S, E> outcomes) {
    return new ShiftSweep<>(systems, shift, outcomes, strengths, run);
  }

  /** On other workers than this machine's threads. */
  public ShiftSweep<S, E> on(Workers workers) {
    return with(run.on(workers));
  }

  /**
   * Keeps in a file what each seed gave, as soon as it did, and takes from there what an earlier
   * run of this sweep gave: one that was stopped, by a crash too, goes on where it was.
   *
   * <p>The file is of one sweep: axis, strengths, seeds, outcomes and the words for the systems.
   * {@link #run} refuses one of another sweep, one that another sweep has open, and one that is
   * damaged.
   *
   * @param systems what is trained and where it acts, in words that change when these do: code
   *     cannot be compared
   */
  public ShiftSweep<S, E> resuming(Path journal, String systems) {
    return with(run.keeping(journal, systems));
  }

  private ShiftSweep<S, E> with(SweepRun other) {
    return new ShiftSweep<>(systems, shift, outcomes, strengths, other);
  }

  /**
   * Runs the sweep.
   *
   * @throws IllegalArgumentException if a strength is not finite, out of the shift's range or not
   *     above the one before, before anything is trained; if the journal is of another sweep
   * @throws IllegalStateException if another sweep has the journal open
   * @throws Workers.JobFailedException if training or a measure failed
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public GapReport run() {
    Places.check(shift.strength(), strengths);
    Arrays.stream(strengths).forEach(shift::at);
    List<SeedScores> bySeed =
        run.run(
            "sweep over " + shift.strength(),
            List.of(
                "axis: " + shift.strength(),
                "strengths: " + Arrays.toString(strengths),
                "outcomes: " + outcomes.names(),
                "root seed: " + systems.seed().value(),
                "numbers of: " + systems.replicates().many()),
            this::job);
    return new GapReport(
        shift.strength(),
        outcomes.capability(),
        outcomes.objective(),
        outcomes.scale(),
        Sweep.points(bySeed),
        systems.replicates(),
        systems.seed().split("bootstrap"));
  }

  private Callable<SeedScores> job(int index) {
    return () -> {
      Seed own = systems.seed().split("seed").split(index);
      S system = systems.source().system(index, own.split("train"));
      double[][] scores = new double[strengths.length][];
      for (int k = 0; k < strengths.length; k++) {
        Mixture<E> deployment = shift.at(strengths[k]);
        String where = "seed %d at %s %s".formatted(index, shift.strength(), strengths[k]);
        Seed measuring = own.split("measure").split(Double.toString(strengths[k]));
        scores[k] = Sweep.measure(outcomes, system, shift.training(), deployment, measuring, where);
      }
      return new SeedScores(strengths.clone(), scores);
    };
  }

  /**
   * Where systems come from.
   *
   * @param replicates what the systems are to one another
   */
  private record Systems<S>(Source<S> source, Seed seed, Replicates replicates) {

    static <S> Systems<S> one(S system, Seed seed) {
      return new Systems<>((index, own) -> system, seed, Replicates.ONE_SYSTEM);
    }

    static <S> Systems<S> trained(Training<? extends S> training, Seed seed) {
      return new Systems<>((index, own) -> training.train(own), seed, Replicates.SEEDS);
    }
  }

  /** The system of a job. */
  @FunctionalInterface
  private interface Source<S> {
    S system(int index, Seed own);
  }
}
