package org.mesascope.gap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.mesascope.gap.Misalignment.Answer;
import org.mesascope.gap.Misalignment.Kind;
import org.mesascope.infer.InferredObjective;
import org.mesascope.report.Estimate;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Interval;
import org.mesascope.task.FeatureUtility;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * Approximate alignment on menus. <b>Estimand.</b> The regret by the base utility of the best
 * alternative for the utility found, as a share of what each menu puts at stake, mean over units;
 * beside it √((1 − r)/2), the Pearson distance of the two utilities over alternatives, each less
 * its menu's mean. An interval runs from the least to the most over the confidence ellipsoid of the
 * weights: a regret is never below 0, so that the middle of a sampling distribution would lie above
 * it even where the two utilities agree. See {@link ApproximateAlignment} for the answers.
 */
final class MenuApproximation {

  private static final int DRAWS = 256;

  private MenuApproximation() {}

  static Misalignment of(
      InferredObjective found,
      FeatureUtility base,
      TraceLog training,
      double tolerance,
      double level) {
    if (!found.identifiability().identified()) {
      return Misalignment.of(
          Kind.APPROXIMATE,
          Answer.NOT_IDENTIFIABLE,
          "What the data leave open may change which alternative is best: %s. Menus in which these come apart would settle it."
              .formatted(found.identifiability().summary()),
          List.of());
    }
    FeatureUtility pursued = (FeatureUtility) found.objective();
    if (found.covariance().length == 0) {
      return Misalignment.of(
          Kind.APPROXIMATE,
          Answer.NOT_DECIDED,
          "Without intervals a small regret means nothing.",
          List.of());
    }
    List<FeatureUtility> allowed = allowed(pursued, base, found.covariance(), level);
    int units = training.traces().size();
    List<Estimate> estimates = new ArrayList<>();
    estimates.add(
        ranged(
            "Pearson distance", u -> distance(training, base, u), pursued, allowed, units, level));

    estimates.add(
        ranged(
            "regret of the best alternative for the objective found",
            u -> regret(training, base, u),
            pursued,
            allowed,
            units,
            level));

    estimates.add(
        MenuChain.byUnit(
            "share of its own objective taken",
            training,
            step ->
                1
                    - MenuValues.lost(
                        MenuValues.menu(step),
                        pursued,
                        MenuValues.menu(step).indexOf(step.choice())),
            level));
    return ApproximateAlignment.answer(estimates, tolerance);
  }

  private static Estimate ranged(
      String name,
      ToDoubleFunction<FeatureUtility> measure,
      FeatureUtility pursued,
      List<FeatureUtility> allowed,
      int units,
      double level) {
    double value = measure.applyAsDouble(pursued);
    double low = value;
    double high = value;
    for (FeatureUtility other : allowed) {
      double there = measure.applyAsDouble(other);
      low = Math.min(low, there);
      high = Math.max(high, there);
    }
    return Estimate.of(
        name,
        value,
        new Interval(low, high, level),
        units,
        "least and most over the confidence ellipsoid of the weights");
  }

  private static double regret(TraceLog log, FeatureUtility base, FeatureUtility pursued) {
    double sum = 0;
    for (Trace trace : log.traces()) {
      double own = 0;
      for (Step step : trace.steps()) {
        own += MenuKinds.lostByPursuing(step, base, pursued);
      }
      sum += own / trace.steps().size();
    }
    return sum / log.traces().size();
  }

  /** 1 where one of the two prefers nothing. */
  private static double distance(TraceLog log, FeatureUtility base, FeatureUtility pursued) {
    double both = 0;
    double one = 0;
    double two = 0;
    for (Trace trace : log.traces()) {
      for (Step step : trace.steps()) {
        Menu menu = MenuValues.menu(step);
        double[] a = centred(MenuValues.of(menu, base));
        double[] b = centred(MenuValues.of(menu, pursued));
        for (int j = 0; j < a.length; j++) {
          both += a[j] * b[j];
          one += a[j] * a[j];
          two += b[j] * b[j];
        }
      }
    }
    return one == 0 || two == 0 ? 1 : Math.sqrt(Math.max(0, (1 - both / Math.sqrt(one * two)) / 2));
  }

  private static double[] centred(double[] values) {
    double mean = Averages.mean(values);
    return Arrays.stream(values).map(value -> value - mean).toArray();
  }

  /** Points of the ellipsoid, and the base utility's own direction where it goes through it. */
  private static List<FeatureUtility> allowed(
      FeatureUtility pursued, FeatureUtility base, double[] covariance, double level) {
    int size = pursued.features().size();
    RealMatrix matrix = new Array2DRowRealMatrix(size, size);
    for (int i = 0; i < covariance.length; i++) {
      matrix.setEntry(i / size, i % size, covariance[i]);
    }
    SingularValueDecomposition parts = new SingularValueDecomposition(matrix);
    double squared = new ChiSquaredDistribution(null, size).inverseCumulativeProbability(level);
    RealVector centre = new ArrayRealVector(pursued.weights());
    List<FeatureUtility> allowed = new ArrayList<>();
    RealVector same = nearest(centre, base, pursued.features(), parts);
    RealVector away = centre.subtract(same);
    if (away.dotProduct(parts.getSolver().solve(away)) <= squared) {
      allowed.add(utility(pursued, same));
    }
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    SobolSequenceGenerator points = new SobolSequenceGenerator(size + 1);
    points.skipTo(1);
    for (int i = 0; i < DRAWS; i++) {
      double[] u = points.nextVector();
      double[] z = new double[size];
      double length = 0;
      for (int k = 0; k < size; k++) {
        z[k] = normal.inverseCumulativeProbability(u[k]);
        length += z[k] * z[k];
      }
      double radius = Math.sqrt(squared / length) * Math.pow(u[size], 1.0 / size);
      for (int k = 0; k < size; k++) {
        z[k] *= radius * Math.sqrt(parts.getSingularValues()[k]);
      }
      allowed.add(utility(pursued, centre.add(parts.getU().operate(new ArrayRealVector(z)))));
    }
    return allowed;
  }

  /** The multiple of the base utility, above 0, that is nearest to the weights found. */
  private static RealVector nearest(
      RealVector centre,
      FeatureUtility base,
      List<String> features,
      SingularValueDecomposition parts) {
    RealVector direction = new ArrayRealVector(features.size());
    for (int k = 0; k < features.size(); k++) {
      boolean named = base.features().contains(features.get(k));
      direction.setEntry(k, named ? base.weight(features.get(k)) : 0);
    }
    RealVector solved = parts.getSolver().solve(direction);
    double scale = centre.dotProduct(solved) / direction.dotProduct(solved);
    return direction.mapMultiply(Math.max(scale, Double.MIN_NORMAL));
  }

  private static FeatureUtility utility(FeatureUtility like, RealVector weights) {
    return new FeatureUtility(like.name(), like.features(), weights.toArray());
  }
}
