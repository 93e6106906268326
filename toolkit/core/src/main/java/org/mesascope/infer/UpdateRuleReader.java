package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mesascope.optimizer.Optimizer;
import org.mesascope.optimizer.OptimizerShiftReport.Drift;
import org.mesascope.optimizer.Unroll;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Bootstrap;
import org.mesascope.stats.BootstrapOptions;
import org.mesascope.stats.Interval;
import org.mesascope.stats.Resampled;
import org.mesascope.stats.Seed;
import org.mesascope.task.TaskFamily;

/**
 * Reads an optimizer's update rule from what it does (Maheswaranathan et al. 2021, Reverse
 * engineering learned optimizers reveals known and novel mechanisms).
 *
 * <p>Departures: they linearise the learned network around fixed points of its state; here the rule
 * is read from traces and probes alone, so that any optimizer can be read and hand-made ones serve
 * as controls. Cost: about 80 passes over the trace, O(problems · steps · dimension · lags²).
 *
 * <pre>{@code
 * var rule = UpdateRuleReader.defaults().read(lstm, Quadratics.random(10), seed.split("rule"));
 * rule.verdict();
 * display(rule.figure());
 * }</pre>
 *
 * @param options how it reads
 */
public record UpdateRuleReader(UpdateRuleOptions options) {

  private static final int RESAMPLES = 400;

  /** With {@link UpdateRuleOptions#defaults()}. */
  public static UpdateRuleReader defaults() {
    return new UpdateRuleReader(UpdateRuleOptions.defaults());
  }

  public static UpdateRuleReader with(UpdateRuleOptions options) {
    return new UpdateRuleReader(options);
  }

  /**
   * Reads the rule of an optimizer.
   *
   * @param family whose problems it is watched on
   * @param seed of the problems and of resampling
   * @throws IllegalArgumentException if fewer than 4 problems are left that it moves on and that do
   *     not diverge
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public UpdateRule read(Optimizer optimizer, TaskFamily family, Seed seed) {
    int count = options.steps();
    UpdateSteps steps =
        new UpdateSteps(
            Unroll.trace(
                optimizer, family.batch(options.problems(), seed.split("problems")), count));
    ClusteredRegression regression =
        LagRegression.of(steps, steps.problems(), options.lags(), options.lags() - 1);
    ClusteredRegression.Fit fit = regression.fit();
    return new UpdateRule(
        optimizer.name(),
        family.name(),
        options,
        steps.problems().size(),
        lags(fit),
        told(fit),
        memory(regression, seed.split("memory")),
        saturation(steps),
        preconditioning(steps),
        gain(steps),
        change(steps),
        ProbedSteps.first(optimizer),
        ProbedSteps.held(optimizer, typical(steps), count),
        Drift.of(optimizer, family.dimension(), count),
        new RuleRivals(steps, options.level()).fits(options.lags()));
  }

  private List<Estimate> lags(ClusteredRegression.Fit fit) {
    List<Estimate> lags = new ArrayList<>();
    for (int k = 0; k < options.lags(); k++) {
      lags.add(slope("lag " + k, fit, k, "regression of the update on the last gradients"));
    }
    return lags;
  }

  private static Identifiability told(ClusteredRegression.Fit fit) {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < fit.coefficients().length; k++) {
      names.add("lag " + k);
    }
    List<double[]> untold = fit.information().untold();
    return new Identifiability(
        names,
        fit.information().eigenvalues(),
        names.size() - untold.size(),
        untold.toArray(new double[0][]),
        new NullSpace(names, untold).together());
  }

  /** What share of the coefficients' sizes lies on past gradients. */
  private Estimate memory(ClusteredRegression regression, Seed seed) {
    Resampled share =
        Bootstrap.percentile(
            regression.clusters(),
            positions -> {
              double[] c = regression.coefficients(positions);
              double all = Arrays.stream(c).map(Math::abs).sum();
              return all == 0 ? 0 : 1 - Math.abs(c[0]) / all;
            },
            new BootstrapOptions(RESAMPLES, options.level()),
            seed);
    return Estimate.of(
        "weight on past gradients",
        share.value(),
        share.interval(),
        share.n(),
        "1 − |lag 0| / Σ |lag k|, percentile bootstrap over problems");
  }

  /** The slope of log |u| over log |g| in the first step, all coordinates. */
  private Estimate saturation(UpdateSteps steps) {
    List<Integer> problems = steps.problems();
    ClusteredRegression regression = new ClusteredRegression(2, problems.size());
    for (int cluster = 0; cluster < problems.size(); cluster++) {
      for (int i = 0; i < steps.dimension; i++) {
        double g = Math.abs(steps.gradient(0, i, problems.get(cluster)));
        double u = Math.abs(steps.update(0, i, problems.get(cluster)));
        if (g > 0 && u > 0) {
          regression.add(cluster, new double[] {Math.log(g), 1}, Math.log(u), 1);
        }
      }
    }
    return slope(
        "first update ∝ |gradient| to the power",
        regression.fit(),
        0,
        "regression of log |u| on log |g| in the first step");
  }

  /**
   * 1 less the slope of a coordinate's log RMS update over its log RMS gradient within a problem,
   * without the first fifth of the steps.
   */
  private Estimate preconditioning(UpdateSteps steps) {
    List<Integer> problems = steps.problems();
    int dimension = steps.dimension;
    ClusteredRegression regression = new ClusteredRegression(1, problems.size());
    for (int cluster = 0; cluster < problems.size(); cluster++) {
      double[] g = new double[dimension];
      double[] u = new double[dimension];
      int told = 0;
      for (int i = 0; i < dimension; i++) {
        for (int t = steps.steps / 5; t < steps.steps; t++) {
          g[i] += Math.pow(steps.gradient(t, i, problems.get(cluster)), 2);
          u[i] += Math.pow(steps.update(t, i, problems.get(cluster)), 2);
        }
        told += g[i] > 0 && u[i] > 0 ? 1 : 0;
      }
      if (told == dimension) {
        double[] x = centredHalfLog(g);
        double[] y = centredHalfLog(u);
        for (int i = 0; i < dimension; i++) {
          regression.add(cluster, new double[] {x[i]}, x[i] - y[i], 1);
        }
      }
    }
    return slope(
        "preconditioning",
        regression.fit(),
        0,
        "1 − slope of log RMS update on log RMS gradient, coordinates within a problem");
  }

  private static double[] centredHalfLog(double[] squares) {
    double[] logs = Arrays.stream(squares).map(square -> .5 * Math.log(square)).toArray();
    double mean = Averages.mean(logs);
    return Arrays.stream(logs).map(log -> log - mean).toArray();
  }

  private Estimate slope(String name, ClusteredRegression.Fit fit, int k, String method) {
    return Estimate.of(
        name,
        fit.coefficients()[k],
        fit.interval(k, options.level()),
        fit.clusters(),
        method + ", clustered by problem");
  }

  /** ‖u‖ / ‖g‖ at each step where at least two problems tell it. */
  private List<UpdateRule.Gain> gain(UpdateSteps steps) {
    List<UpdateRule.Gain> gains = new ArrayList<>();
    for (int t = 0; t < steps.steps; t++) {
      double[] logs = logGains(steps, t, t + 1);
      if (logs.length > 1) {
        gains.add(new UpdateRule.Gain(t, geometric("step size", logs)));
      }
    }
    return gains;
  }

  /** The geometric mean over a problem's last fifth of the steps against its first fifth. */
  private Estimate change(UpdateSteps steps) {
    int fifth = steps.steps / 5;
    List<Double> changes = new ArrayList<>();
    for (int b : steps.problems()) {
      double early = meanLogGain(steps, b, 0, fifth);
      double late = meanLogGain(steps, b, steps.steps - fifth, steps.steps);
      if (Double.isFinite(early) && Double.isFinite(late)) {
        changes.add(late - early);
      }
    }
    if (changes.size() < 2) {
      throw new IllegalArgumentException(
          "the change of the step size expects 2 problems that move early and late, got "
              + changes.size());
    }
    return geometric(
        "step size, last fifth against first",
        changes.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double meanLogGain(UpdateSteps steps, int b, int from, int to) {
    double sum = 0;
    int count = 0;
    for (int t = from; t < to; t++) {
      if (steps.length(t, b) > 0 && steps.slope(t, b) > 0) {
        sum += Math.log(steps.length(t, b) / steps.slope(t, b));
        count++;
      }
    }
    return count == 0 ? Double.NEGATIVE_INFINITY : sum / count;
  }

  private static double[] logGains(UpdateSteps steps, int from, int to) {
    return steps.problems().stream()
        .mapToDouble(b -> meanLogGain(steps, b, from, to))
        .filter(Double::isFinite)
        .toArray();
  }

  private Estimate geometric(String name, double[] logs) {
    Interval interval = Averages.studentInterval(logs, options.level());
    return Estimate.of(
        name,
        Math.exp(Averages.mean(logs)),
        new Interval(Math.exp(interval.low()), Math.exp(interval.high()), options.level()),
        logs.length,
        "geometric mean of ‖u‖ / ‖g‖ over problems, Student's interval of its logarithm");
  }

  /** The median size of a coordinate's gradient in the first step. */
  private static double typical(UpdateSteps steps) {
    double[] sizes =
        steps.problems().stream()
            .mapToDouble(b -> steps.slope(0, b) / Math.sqrt(steps.dimension))
            .toArray();
    return Averages.median(sizes);
  }
}
