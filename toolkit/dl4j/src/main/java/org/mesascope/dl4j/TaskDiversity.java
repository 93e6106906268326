package org.mesascope.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.mesascope.gap.Workers;
import org.mesascope.incontext.InContextModel;
import org.mesascope.incontext.Rivals;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Seed;
import org.mesascope.task.InputLaw;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.WeightLaw;

/**
 * Does a transformer memorise its pretraining tasks or learn to regress? One training for each
 * number of pretraining tasks, compared with the two Bayes-optimal predictors: the posterior mean
 * over the pool it was trained on (discrete MMSE, the memoriser) and over all Gaussian tasks
 * (ridge, λ = σ²), on prompts of the pool and on prompts of new tasks (Raventós et al. 2023,
 * Pretraining task diversity and the emergence of non-Bayesian in-context learning for regression).
 *
 * <p>The distance of two predictors is the paper's, (1/D) E(ŷ − ŷ′)², here at the full context only
 * rather than as a mean over its prefixes. Intervals are over prompts: one training a pool, so they
 * do not cover what another seed would give. Larger pools contain the smaller ones.
 */
public final class TaskDiversity {

  private final TaskDiversityOptions options;

  private TaskDiversity(TaskDiversityOptions options) {
    this.options = options;
  }

  public static TaskDiversity defaults() {
    return with(TaskDiversityOptions.defaults());
  }

  public static TaskDiversity with(TaskDiversityOptions options) {
    return new TaskDiversity(options);
  }

  /** Trains on as many threads as there are processors; see {@link #run(Seed, Workers)}. */
  public TaskDiversityReport run(Seed seed) {
    return run(seed, Workers.local());
  }

  /**
   * Trains one model a pool and compares it.
   *
   * @param seed tasks from {@code seed.split("tasks")}, the trainings from {@code
   *     seed.split("train")} and the pool's size, prompts to compare on from {@code
   *     seed.split("compare")}
   * @throws Workers.JobFailedException if a training diverged
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public TaskDiversityReport run(Seed seed, Workers workers) {
    List<double[]> tasks = tasks(seed.split("tasks"));
    List<Callable<TaskDiversityPoint>> jobs = new ArrayList<>();
    for (int size : options.pools()) {
      jobs.add(() -> point(tasks.subList(0, size), seed));
    }
    return new TaskDiversityReport(workers.run("task diversity", jobs));
  }

  private List<double[]> tasks(Seed seed) {
    WeightLaw law = new WeightLaw.Gaussian(1);
    RandomGenerator random = seed.random();
    List<double[]> tasks = new ArrayList<>();
    for (int i = 0; i < options.pools().get(options.pools().size() - 1); i++) {
      double[] w = new double[options.dimension()];
      law.draw(random, w.length, w, 0);
      tasks.add(w);
    }
    return tasks;
  }

  private TaskDiversityPoint point(List<double[]> pool, Seed seed) {
    RegressionPrompts known = prompts(new WeightLaw.Pool(pool));
    RegressionPrompts unknown = prompts(new WeightLaw.Gaussian(1));
    Transformer model =
        TransformerTraining.of(options.architecture())
            .with(options.training())
            .train(known, seed.split("train").split(pool.size()))
            .model();
    InContextModel memoriser = Rivals.memoriser(pool, options.noise());
    InContextModel ridge = Rivals.ridge(options.noise() * options.noise());
    Seed compare = seed.split("compare");
    return new TaskDiversityPoint(
        pool.size(),
        model,
        distances(model, memoriser, ridge, known.sample(options.prompts(), compare)),
        distances(model, memoriser, ridge, unknown.sample(options.prompts(), compare)));
  }

  private RegressionPrompts prompts(WeightLaw weights) {
    InputLaw inputs = InputLaw.Gaussian.standard(options.dimension());
    return new RegressionPrompts(inputs, weights, options.context(), options.noise());
  }

  private static TaskDiversityPoint.Distances distances(
      InContextModel model, InContextModel memoriser, InContextModel ridge, Prompts prompts) {
    double[] own = model.predict(prompts);
    double[] remembered = memoriser.predict(prompts);
    double[] regressed = ridge.predict(prompts);
    double[] toMemoriser = squares(own, remembered, prompts.dimension());
    double[] toRidge = squares(own, regressed, prompts.dimension());
    double[] difference = new double[own.length];
    for (int i = 0; i < own.length; i++) {
      difference[i] = toMemoriser[i] - toRidge[i];
    }
    return new TaskDiversityPoint.Distances(
        mean("distance to the memoriser", toMemoriser),
        mean("distance to ridge", toRidge),
        mean("memoriser to ridge", squares(remembered, regressed, prompts.dimension())),
        mean("distance to the memoriser less that to ridge", difference));
  }

  private static double[] squares(double[] a, double[] b, int dimension) {
    double[] squares = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      squares[i] = (a[i] - b[i]) * (a[i] - b[i]) / dimension;
    }
    return squares;
  }

  private static Estimate mean(String name, double[] values) {
    return Estimate.of(
        name,
        Averages.mean(values),
        Averages.studentInterval(values, .95),
        values.length,
        "mean over prompts, (1/D) squared differences; Student");
  }
}
