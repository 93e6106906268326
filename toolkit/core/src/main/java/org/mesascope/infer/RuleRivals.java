package org.mesascope.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.mesascope.optimizer.Optimizer;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Averages;

/**
 * Fits rivals to every other problem of a trace, and scores them on the rest. Every row is a step
 * of a problem and weighs 1/‖u‖².
 */
final class RuleRivals {

  static final String LINEAR = "sum of the last %d gradients";

  private final UpdateSteps steps;
  private final double level;
  private final List<Integer> fitted = new ArrayList<>();
  private final List<Integer> heldOut = new ArrayList<>();

  RuleRivals(UpdateSteps steps, double level) {
    this.steps = steps;
    this.level = level;
    for (int b : steps.problems()) {
      (fitted.size() <= heldOut.size() ? fitted : heldOut).add(b);
    }
  }

  /** Every rival, and a sum of the last gradients with free coefficients as the last. */
  List<RuleFit> fits(int lags) {
    List<RuleFit> fits = new ArrayList<>();
    for (RuleRival rival : RuleRival.all()) {
      fits.add(best(rival));
    }
    fits.add(linear(lags));
    return fits;
  }

  private RuleFit best(RuleRival rival) {
    RuleRival.Candidate best = rival.candidates().get(0);
    double[] products = new double[0];
    double least = Double.NEGATIVE_INFINITY;
    double rate = 0;
    double[] found = new double[0];
    for (RuleRival.Candidate candidate : rival.candidates()) {
      products = products(candidate.rule());
      double square = sum(products, 0);
      double along = sum(products, 1);
      double r = square > 0 ? Math.max(0, along / square) : 0;
      double gain = r * (2 * along - r * square);
      if (gain > least) {
        least = gain;
        best = candidate;
        rate = r;
        found = products;
      }
    }
    double[] scores = new double[heldOut.size()];
    for (int j = 0; j < scores.length; j++) {
      int at = 3 * heldOut.get(j);
      scores[j] = rate * (2 * found[at + 1] - rate * found[at]) / found[at + 2];
    }
    return new RuleFit(rival.name(), best.setting(), rate, score(rival.name(), scores));
  }

  /** A problem's Σ‖p‖²/‖u‖², Σ p·u/‖u‖² and count, over its steps; p is what the rule would do. */
  private double[] products(Optimizer rule) {
    int dimension = steps.dimension;
    int batch = steps.batch;
    double[] products = new double[3 * batch];
    Optimizer.Run run = rule.start(dimension, batch);
    for (int t = 0; t < steps.steps; t++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the fit of rival rules was interrupted");
      }
      float[] moved = new float[dimension * batch];
      run.step(moved, steps.trace.unroll().losses()[t], steps.trace.gradients()[t]);
      for (int b : steps.problems()) {
        double length = steps.length(t, b);
        if (length > 0) {
          double weight = 1 / (length * length);
          for (int i = 0; i < dimension; i++) {
            double p = moved[i * batch + b];
            products[3 * b] += weight * p * p;
            products[3 * b + 1] += weight * p * steps.update(t, i, b);
          }
          products[3 * b + 2]++;
        }
      }
    }
    return products;
  }

  private double sum(double[] products, int which) {
    double sum = 0;
    for (int b : fitted) {
      sum += products[3 * b + which];
    }
    return sum;
  }

  private RuleFit linear(int lags) {
    String name = LINEAR.formatted(lags);
    ClusteredRegression fit = LagRegression.of(steps, fitted, lags, 0);
    ClusteredRegression test = LagRegression.of(steps, heldOut, lags, 0);
    double[] c = fit.fit().coefficients();
    double[] scores = new double[heldOut.size()];
    for (int j = 0; j < scores.length; j++) {
      scores[j] = test.explained(j, c);
    }
    return new RuleFit(name, "free coefficients", -c[0], score(name, scores));
  }

  private Estimate score(String name, double[] scores) {
    return Estimate.of(
        name,
        Averages.mean(scores),
        Averages.studentInterval(scores, level),
        scores.length,
        "held-out R², Student's interval over problems");
  }
}
