package org.mesascope.optimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mesascope.optimizer.ParticleOptimizer.Population;
import org.mesascope.stats.Seed;
import org.mesascope.task.TaskBatch;
import org.mesascope.task.TaskFamily;
import org.mesascope.task.TaskParams;

/**
 * A learned optimizer at work on a family of tasks, as an unrolled system: an inner step is a step
 * of the optimizer, its loss that of the task afterwards.
 */
public final class InnerTraining implements UnrolledSystem {

  /** What makes copies of an optimizer on tasks of so many parameters. */
  @FunctionalInterface
  private interface Populations {
    Population of(int dimension, int copies);
  }

  private final LearnedOptimizer optimizer;
  private final TaskFamily family;
  private final Populations populations;

  private InnerTraining(LearnedOptimizer optimizer, TaskFamily family, Populations populations) {
    this.optimizer = optimizer;
    this.family = family;
    this.populations = populations;
  }

  /**
   * A system for that strategy.
   *
   * @throws IllegalArgumentException if the optimizer cannot change its weights under way and the
   *     strategy's windows are shorter than its unrolls
   */
  public static InnerTraining of(
      LearnedOptimizer optimizer, TaskFamily family, EvolutionStrategy strategy) {
    if (optimizer instanceof ParticleOptimizer particles) {
      return new InnerTraining(optimizer, family, particles::population);
    }
    if (optimizer instanceof DifferentiableOptimizer rule) {
      return new InnerTraining(
          optimizer,
          family,
          (dimension, copies) -> new TapePopulation(rule, dimension, copies, strategy.window()));
    }
    if (strategy.kind() == EvolutionStrategy.Kind.FULL) {
      return new InnerTraining(
          optimizer, family, (dimension, copies) -> new WholeRuns(optimizer, dimension, copies));
    }
    throw new IllegalArgumentException(
        "a %s strategy changes weights under way and expects a ParticleOptimizer or a DifferentiableOptimizer, got %s: take a full evolution strategy"
            .formatted(strategy.kind(), optimizer.name()));
  }

  @Override
  public String name() {
    return optimizer.name() + " on " + family.name();
  }

  @Override
  public int weights() {
    return optimizer.weights();
  }

  @Override
  public Copies start(Seed[] seeds) {
    return new Problems(seeds);
  }

  private final class Problems implements Copies {

    private final List<TaskParams> problems = new ArrayList<>();
    private final Population population;
    private final int size;
    private final boolean[] fresh;
    private final float[] parameters;
    private final float[] gradient;
    private final float[] loss;
    private TaskBatch tasks;

    Problems(Seed[] seeds) {
      size = seeds.length;
      for (Seed seed : seeds) {
        problems.add(family.sample(seed));
      }
      tasks = family.batch(problems);
      population = populations.of(family.dimension(), size);
      fresh = new boolean[size];
      parameters = new float[family.dimension() * size];
      gradient = new float[parameters.length];
      loss = new float[size];
      Arrays.fill(fresh, true);
      begin();
    }

    @Override
    public void restart(int copy, Seed seed) {
      problems.set(copy, family.sample(seed));
      population.reset(copy);
      fresh[copy] = true;
    }

    /** Puts restarted copies at the start of their new problems. */
    private void begin() {
      tasks = family.batch(problems);
      float[] start = new float[parameters.length];
      tasks.start(start);
      for (int copy = 0; copy < size; copy++) {
        if (fresh[copy]) {
          for (int i = copy; i < start.length; i += size) {
            parameters[i] = start[i];
          }
          fresh[copy] = false;
        }
      }
      tasks.lossAndGradient(parameters, loss, gradient);
    }

    private boolean anyFresh() {
      for (boolean one : fresh) {
        if (one) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void open(float[] weights) {
      if (anyFresh()) {
        begin();
      }
      population.open(weights);
    }

    @Override
    public void step(double[] losses) {
      population.step(parameters, loss, gradient);
      tasks.lossAndGradient(parameters, loss, gradient);
      for (int copy = 0; copy < size; copy++) {
        losses[copy] = loss[copy];
      }
    }

    @Override
    public int stateSize() {
      return parameters.length + population.stateSize();
    }

    @Override
    public void save(float[] to, int at) {
      if (anyFresh()) {
        begin();
      }
      System.arraycopy(parameters, 0, to, at, parameters.length);
      population.save(to, at + parameters.length);
    }

    @Override
    public void restore(float[] from, int at) {
      if (anyFresh()) {
        begin();
      }
      System.arraycopy(from, at, parameters, 0, parameters.length);
      population.restore(from, at + parameters.length);
      tasks.lossAndGradient(parameters, loss, gradient);
    }
  }
}
