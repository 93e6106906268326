package org.mesascope.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Seed;
import org.mesascope.task.TaskBatch;
import org.mesascope.task.TaskFamily;

/**
 * The best of a grid of settings by the median loss over problems drawn for this alone: give it a
 * seed that no evaluation uses. Ties go to the smaller rate.
 *
 * <pre>{@code
 * var family = Quadratics.random(10);
 * var adam = Tuning.rate(Baseline::adam, family, TuningOptions.defaults(), seed.split("tuning"));
 * Unroll.of(adam.best(), family.batch(1024, seed.split("test")), 100).at(100).median();
 * }</pre>
 *
 * @param family the problems' name
 * @param steps after which losses were compared
 * @param trials everything that was tried
 * @param best what came out best
 * @param warnings where the best lies on the grid's edge: a wider grid may hold a better one
 */
public record Tuning(
    String family, int steps, List<Trial> trials, Optimizer best, List<String> warnings) {

  /** An optimizer of a rate and a momentum. */
  @FunctionalInterface
  public interface WithMomentum {
    Optimizer of(double rate, double momentum);
  }

  /**
   * One setting and how it did.
   *
   * @param momentum null where there was none to tune
   */
  public record Trial(
      Optimizer optimizer, double rate, @Nullable Double momentum, LossSummary summary) {}

  /** Keeps lists of its own. */
  public Tuning {
    trials = List.copyOf(trials);
    warnings = List.copyOf(warnings);
  }

  /**
   * Tunes a learning rate.
   *
   * @throws ArithmeticException if half of the problems or more diverged at every rate
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static Tuning rate(
      DoubleFunction<? extends Optimizer> optimizer,
      TaskFamily family,
      TuningOptions options,
      Seed seed) {
    TaskBatch batch = family.batch(options.problems(), seed);
    List<Trial> trials = new ArrayList<>();
    for (double rate : options.rates()) {
      trials.add(trial(optimizer.apply(rate), rate, null, batch, options));
    }
    return of(family, options, trials);
  }

  /** Tunes a learning rate and a momentum together; see {@link #rate}. */
  public static Tuning rateAndMomentum(
      WithMomentum optimizer, TaskFamily family, TuningOptions options, Seed seed) {
    TaskBatch batch = family.batch(options.problems(), seed);
    List<Trial> trials = new ArrayList<>();
    for (double momentum : options.momenta()) {
      for (double rate : options.rates()) {
        trials.add(trial(optimizer.of(rate, momentum), rate, momentum, batch, options));
      }
    }
    return of(family, options, trials);
  }

  /** What was tried, in order, with the warnings below. */
  public ResultTable table() {
    ResultTable table =
        ResultTable.titled("Tuning on " + family)
            .columns("optimizer", "rate", "momentum", "median", "divergent share", "best");
    for (Trial trial : trials) {
      table =
          table.row(
              trial.optimizer().name(),
              trial.rate(),
              trial.momentum(),
              trial.summary().median(),
              trial.summary().divergentShare(),
              trial.optimizer().equals(best) ? "best" : "");
    }
    table =
        table.withNote(
            "loss at step %d over %d problems".formatted(steps, trials.get(0).summary().n()));
    for (String warning : warnings) {
      table = table.withNote(warning);
    }
    return table;
  }

  private static Trial trial(
      Optimizer optimizer,
      double rate,
      @Nullable Double momentum,
      TaskBatch batch,
      TuningOptions options) {
    int steps = options.steps();
    return new Trial(optimizer, rate, momentum, Unroll.of(optimizer, batch, steps).at(steps));
  }

  private static Tuning of(TaskFamily family, TuningOptions options, List<Trial> trials) {
    Trial best = trials.get(0);
    for (Trial trial : trials) {
      if (trial.summary().median() < best.summary().median()) {
        best = trial;
      }
    }
    if (Double.isInfinite(best.summary().median())) {
      throw new ArithmeticException(
          "on %s half of the problems or more diverged at every setting, from %s on: try smaller"
                  .formatted(family.name(), trials.get(0).optimizer().name())
              + " rates");
    }
    List<String> warnings = new ArrayList<>();
    warn(warnings, "rate", best.rate(), options.rates());
    Double momentum = best.momentum();
    if (momentum != null && momentum > 0) {
      warn(warnings, "momentum", momentum, options.momenta());
    }
    return new Tuning(family.name(), options.steps(), trials, best.optimizer(), warnings);
  }

  private static void warn(List<String> warnings, String what, double best, List<Double> grid) {
    int last = grid.size() - 1;
    if (last > 0 && (best == grid.get(0) || best == grid.get(last))) {
      warnings.add(
          "the best %s, %.4g, lies on the edge of the grid from %.4g to %.4g: widen it"
              .formatted(what, best, grid.get(0), grid.get(last)));
    }
  }
}
