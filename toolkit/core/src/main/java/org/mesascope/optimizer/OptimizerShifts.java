package org.mesascope.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.display.Progress;
import org.mesascope.stats.Seed;
import org.mesascope.task.Quadratics;
import org.mesascope.task.TaskBatch;
import org.mesascope.task.TaskFamily;

/**
 * Where a learned optimizer ceases to work: it is run next to baselines on problems like those it
 * was trained on, and on problems that differ in one respect. Baselines are tuned on the first
 * setting, on problems of their own, and not again.
 *
 * <pre>{@code
 * display(OptimizerShifts.ofQuadratics(10, 100).run(lstm, seed.split("shifts")).figure());
 * }</pre>
 *
 * @param settings the first is where the optimizer was trained
 * @param problems how many are drawn for each setting; settings that change a function and not its
 *     draw see the same ones
 */
public record OptimizerShifts(List<Setting> settings, int problems) {

  /**
   * Problems, and how long an optimizer works on them.
   *
   * @param name what is different
   */
  public record Setting(String name, TaskFamily family, int steps) {}

  /** Fails where there is nothing to run. */
  public OptimizerShifts {
    settings = List.copyOf(settings);
    if (settings.isEmpty() || problems < 1) {
      throw new IllegalArgumentException(
          "shifts expect at least one setting and one problem, got %d and %d"
              .formatted(settings.size(), problems));
    }
  }

  /**
   * Random quadratics as the optimizer was trained on them, then ten times the horizon, the
   * dimension, about ten times the condition number, and ten times the function; 1,024 problems.
   */
  public static OptimizerShifts ofQuadratics(int dimension, int steps) {
    Quadratics trained = Quadratics.random(dimension);
    return new OptimizerShifts(
        List.of(
            new Setting("in distribution", trained, steps),
            new Setting("horizon × 10", trained, 10 * steps),
            new Setting("dimension × 10", Quadratics.random(10 * dimension), steps),
            new Setting("condition × 10", trained.conditioned(10), steps),
            new Setting("f × 10", trained.scaled(10), steps)),
        1024);
  }

  public OptimizerShifts withProblems(int value) {
    return new OptimizerShifts(settings, value);
  }

  /**
   * Runs a learned optimizer next to Adam, Nesterov's momentum, momentum, RMSprop and SGD, tuned.
   *
   * @param seed the problems to tune on are of its stream {@code tuning}, those to test on of its
   *     stream {@code test}
   */
  public OptimizerShiftReport run(Optimizer learned, Seed seed) {
    Setting first = settings.get(0);
    TuningOptions options = TuningOptions.defaults().withSteps(first.steps());
    Seed tuning = seed.split("tuning");
    List<Optimizer> all = new ArrayList<>();
    all.add(learned);
    all.add(Tuning.rate(Baseline::adam, first.family(), options, tuning).best());
    all.add(Tuning.rateAndMomentum(Baseline::nesterov, first.family(), options, tuning).best());
    all.add(Tuning.rateAndMomentum(Baseline::momentum, first.family(), options, tuning).best());
    all.add(Tuning.rate(Baseline::rmsProp, first.family(), options, tuning).best());
    all.add(Tuning.rate(Baseline::sgd, first.family(), options, tuning).best());
    return compare(all, seed.split("test"));
  }

  /** Runs optimizers as they are. */
  public OptimizerShiftReport compare(List<? extends Optimizer> optimizers, Seed seed) {
    List<OptimizerShiftReport.Course> courses = new ArrayList<>();
    try (Progress bar =
        Progress.of("shifts", Math.max(1, (long) settings.size() * optimizers.size()))) {
      for (Setting setting : settings) {
        TaskBatch batch = setting.family().batch(problems, seed);
        for (Optimizer optimizer : optimizers) {
          List<LossSummary> curve = Unroll.of(optimizer, batch, setting.steps()).curve();
          courses.add(new OptimizerShiftReport.Course(setting.name(), optimizer.name(), curve));
          bar.step();
        }
      }
    }
    Setting first = settings.get(0);
    List<OptimizerShiftReport.Drift> drifts =
        optimizers.stream()
            .map(
                optimizer ->
                    OptimizerShiftReport.Drift.of(
                        optimizer, first.family().dimension(), first.steps()))
            .toList();
    return new OptimizerShiftReport(courses, drifts);
  }
}
