package org.mesascope.gap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.mesascope.stats.Seed;
import org.mesascope.task.Mixture;
import org.mesascope.task.Shift;
import org.mesascope.train.Checkpoint;
import org.mesascope.train.TrainedPolicy;
import org.mesascope.world.Policy;
import org.mesascope.world.World;

/**
 * Measures agents in training and in one deployment at every checkpoint of their training: when
 * does the objective come apart from the capability, and does it last?
 *
 * <p>Proxies can be transients: a short training shows them, a longer one may not.
 *
 * <pre>{@code
 * var report =
 *     StepSweep.of(seed -> PolicyGradient.defaults().train(world, seed), Seed.of(7))
 *         .between(world, world.withCoinAt(0))
 *         .seeds(10)
 *         .run();
 * }</pre>
 */
public final class StepSweep<E> {

  private static final String AXIS = "training step";

  private final Training<SortedMap<Integer, Policy>> training;
  private final Seed seed;
  private final Shift<E> shift;
  private final Outcomes<Policy, E> outcomes;
  private final SweepRun run;

  private StepSweep(
      Training<SortedMap<Integer, Policy>> training,
      Seed seed,
      Shift<E> shift,
      Outcomes<Policy, E> outcomes,
      SweepRun run) {
    this.training = training;
    this.seed = seed;
    this.shift = shift;
    this.outcomes = outcomes;
    this.run = run;
  }

  /** Over the checkpoints of trained policies. */
  public static Courses of(Training<TrainedPolicy> training, Seed seed) {
    return ofCourses(own -> course(training.train(own)), seed);
  }

  /** Over courses of training: what the agent was after so many steps, the same for every seed. */
  public static Courses ofCourses(Training<SortedMap<Integer, Policy>> training, Seed seed) {
    return new Courses(training, seed);
  }

  private static SortedMap<Integer, Policy> course(TrainedPolicy trained) {
    SortedMap<Integer, Policy> course = new TreeMap<>();
    for (Checkpoint checkpoint : trained.checkpoints()) {
      course.put(checkpoint.step(), checkpoint);
    }
    return course;
  }

  /**
   * Courses of training, before it is said where the agents act.
   *
   * @param training from a seed to what the agent was after so many steps
   * @param seed the root of every seed's own
   */
  public record Courses(Training<SortedMap<Integer, Policy>> training, Seed seed) {

    /** In one world of training and one of deployment, with the outcomes of {@link Goals#of}. */
    public StepSweep<World> between(World training, World deployment) {
      return between(Mixture.of(training), Mixture.of(deployment));
    }

    /** In distributions over worlds, with the outcomes of {@link Goals#of}. */
    public <W extends World> StepSweep<W> between(Mixture<W> training, Mixture<W> deployment) {
      Shift<W> shift = new Shift<>(AXIS, training, step -> deployment);
      return new StepSweep<>(training(), seed, shift, Goals.of(shift), SweepRun.of(1));
    }
  }

  /** With so many seeds, at least 1; below 10, intervals are not to be trusted. */
  public StepSweep<E> seeds(int seeds) {
    return with(run.withSeeds(seeds));
  }

  /** With other outcomes. */
  public StepSweep<E> measuring(Outcomes<Policy, E> outcomes) {
    return new StepSweep<>(training, seed, shift, outcomes, run);
  }

  /** On other workers than this machine's threads. */
  public StepSweep<E> on(Workers workers) {
    return with(run.on(workers));
  }

  /** Keeps in a file what each seed gave, and goes on from it; see {@link ShiftSweep#resuming}. */
  public StepSweep<E> resuming(Path journal, String systems) {
    return with(run.keeping(journal, systems));
  }

  private StepSweep<E> with(SweepRun other) {
    return new StepSweep<>(training, seed, shift, outcomes, other);
  }

  /**
   * Runs the sweep.
   *
   * @throws IllegalArgumentException if seeds kept different steps, or the journal is of another
   *     sweep
   * @throws IllegalStateException if another sweep has the journal open
   * @throws Workers.JobFailedException if training or a measure failed
   */
  public GapReport run() {
    List<SeedScores> bySeed =
        run.run(
            "sweep over training steps",
            List.of("axis: " + AXIS, "outcomes: " + outcomes.names(), "root seed: " + seed.value()),
            this::job);
    Places.check(AXIS, bySeed.get(0).places());
    return new GapReport(
        AXIS,
        outcomes.capability(),
        outcomes.objective(),
        outcomes.scale(),
        Sweep.points(bySeed),
        Replicates.SEEDS,
        seed.split("bootstrap"));
  }

  private Callable<SeedScores> job(int index) {
    return () -> {
      Seed own = seed.split("seed").split(index);
      SortedMap<Integer, Policy> course = training.train(own.split("train"));
      List<double[]> scores = new ArrayList<>();
      course.forEach(
          (step, agent) ->
              scores.add(
                  Sweep.measure(
                      outcomes,
                      agent,
                      shift.training(),
                      shift.at(step),
                      own.split("measure").split(step),
                      "seed %d at step %d".formatted(index, step))));
      double[] steps = course.keySet().stream().mapToDouble(step -> step).toArray();
      return new SeedScores(steps, scores.toArray(double[][]::new));
    };
  }
}
