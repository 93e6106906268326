package org.mesascope.gap;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
  private final int seeds;
  private final @Nullable Workers workers;

  private StepSweep(
      Training<SortedMap<Integer, Policy>> training,
      Seed seed,
      Shift<E> shift,
      Outcomes<Policy, E> outcomes,
      int seeds,
      @Nullable Workers workers) {
    this.training = training;
    this.seed = seed;
    this.shift = shift;
    this.outcomes = outcomes;
    this.seeds = seeds;
    this.workers = workers;
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
      return new StepSweep<>(training(), seed, shift, Goals.of(shift), 1, null);
    }
  }

  /** With so many seeds, at least 1; below 10, intervals are not to be trusted. */
  public StepSweep<E> seeds(int seeds) {
    if (seeds < 1) {
      throw new IllegalArgumentException("a sweep expects at least 1 seed, got " + seeds);
    }
    return new StepSweep<>(training, seed, shift, outcomes, seeds, workers);
  }

  /** With other outcomes. */
  public StepSweep<E> measuring(Outcomes<Policy, E> outcomes) {
    return new StepSweep<>(training, seed, shift, outcomes, seeds, workers);
  }

  /** On other workers than this machine's threads. */
  public StepSweep<E> on(Workers workers) {
    return new StepSweep<>(training, seed, shift, outcomes, seeds, workers);
  }

  /**
   * Runs the sweep.
   *
   * @throws IllegalArgumentException if seeds kept different steps
   * @throws Workers.JobFailedException if training or a measure failed
   */
  public GapReport run() {
    Workers where = workers == null ? Workers.local() : workers;
    List<Measured> measured =
        where.run(
            "sweep over training steps", IntStream.range(0, seeds).mapToObj(this::job).toList());
    List<Integer> steps = measured.get(0).steps();
    for (int i = 0; i < seeds; i++) {
      if (!measured.get(i).steps().equals(steps)) {
        throw new IllegalArgumentException(
            "all seeds expect the same steps: seed 0 kept %s, seed %d kept %s"
                .formatted(steps, i, measured.get(i).steps()));
      }
    }
    double[] places = steps.stream().mapToDouble(step -> step).toArray();
    Places.check(AXIS, places);
    return new GapReport(
        AXIS,
        outcomes.capability(),
        outcomes.objective(),
        outcomes.scale(),
        Sweep.points(places, measured.stream().map(Measured::scores).toList()),
        false,
        seed.split("bootstrap"));
  }

  /**
   * What one seed gave.
   *
   * @param scores step by step, as {@link Sweep#measure} gives them
   */
  private record Measured(List<Integer> steps, double[][] scores) {}

  private Callable<Measured> job(int index) {
    return () -> {
      Seed own = seed.split("seed").split(index);
      SortedMap<Integer, Policy> course = training.train(own.split("train"));
      List<Integer> steps = new ArrayList<>();
      List<double[]> scores = new ArrayList<>();
      course.forEach(
          (step, agent) -> {
            steps.add(step);
            scores.add(
                Sweep.measure(
                    outcomes,
                    agent,
                    shift.training(),
                    shift.at(step),
                    own.split("measure").split(step),
                    "seed %d at step %d".formatted(index, step)));
          });
      return new Measured(steps, scores.toArray(double[][]::new));
    };
  }
}
