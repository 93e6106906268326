package org.mesascope.infer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What conditional logit fits and how.
 *
 * @param features names of the menus' features to use; empty for all of them
 * @param base the alternative whose constant is 0 while all others have one, or null for no
 *     constants
 * @param penalty λ of ½λ‖β‖², at least 0
 * @param errors what standard errors rest on
 * @param populationShares how often each alternative is chosen in the population, where the sample
 *     was drawn by what was chosen; each choice then counts its population share over its sample
 *     share (Manski and Lerman 1977). Empty for a sample that was not
 * @param tolerance largest entry of the gradient, per choice and in units of the information, at
 *     which a fit has converged
 * @param iterations most Newton steps
 * @param level coverage that intervals aim at, in (0, 1)
 */
public record ConditionalLogitOptions(
    List<String> features,
    @Nullable String base,
    double penalty,
    StandardErrors errors,
    Map<String, Double> populationShares,
    double tolerance,
    int iterations,
    double level) {

  public ConditionalLogitOptions {
    features = List.copyOf(features);
    if (features.stream().distinct().count() < features.size()) {
      throw new IllegalArgumentException("features expect distinct names, got " + features);
    }
    populationShares = Map.copyOf(populationShares);
    double sum = 0;
    for (double share : populationShares.values()) {
      require(share > 0, "population shares above 0", share);
      sum += share;
    }
    require(
        populationShares.isEmpty() || Math.abs(sum - 1) < 1e-9, "population shares of sum 1", sum);
    require(
        populationShares.isEmpty()
            || errors == StandardErrors.ROBUST
            || errors == StandardErrors.CLUSTERED,
        "robust or clustered errors where choices are weighted",
        errors);
    require(penalty >= 0 && Double.isFinite(penalty), "a penalty of at least 0", penalty);
    require(tolerance > 0 && tolerance < 1, "a tolerance in (0, 1)", tolerance);
    require(iterations > 0, "at least 1 iteration", iterations);
    require(level > 0 && level < 1, "a level in (0, 1)", level);
  }

  /** All features, no constants, no penalty, errors from the information, 1e-9, 100 steps, 95 %. */
  public static ConditionalLogitOptions defaults() {
    return new ConditionalLogitOptions(
        List.of(), null, 0, StandardErrors.INFORMATION, Map.of(), 1e-9, 100, .95);
  }

  public ConditionalLogitOptions withFeatures(String... names) {
    return new ConditionalLogitOptions(
        List.of(names), base, penalty, errors, populationShares, tolerance, iterations, level);
  }

  /** With a constant for every alternative but the base. */
  public ConditionalLogitOptions withConstants(String baseAlternative) {
    return new ConditionalLogitOptions(
        features, baseAlternative, penalty, errors, populationShares, tolerance, iterations, level);
  }

  public ConditionalLogitOptions withPenalty(double lambda) {
    return new ConditionalLogitOptions(
        features, base, lambda, errors, populationShares, tolerance, iterations, level);
  }

  /** With {@link StandardErrors#CAUTIOUS} errors. */
  public ConditionalLogitOptions withRobustErrors() {
    return withErrors(StandardErrors.CAUTIOUS);
  }

  public ConditionalLogitOptions withErrors(StandardErrors other) {
    return new ConditionalLogitOptions(
        features, base, penalty, other, populationShares, tolerance, iterations, level);
  }

  /**
   * For a sample drawn by what was chosen: weights, and a sandwich that knows of the strata.
   *
   * @param shares one for each alternative that was chosen, above 0, with sum 1
   */
  public ConditionalLogitOptions withPopulationShares(Map<String, Double> shares) {
    StandardErrors own = errors == StandardErrors.INFORMATION ? StandardErrors.ROBUST : errors;
    return new ConditionalLogitOptions(
        features, base, penalty, own, shares, tolerance, iterations, level);
  }

  public ConditionalLogitOptions withTolerance(double perChoice) {
    return new ConditionalLogitOptions(
        features, base, penalty, errors, populationShares, perChoice, iterations, level);
  }

  public ConditionalLogitOptions withIterations(int most) {
    return new ConditionalLogitOptions(
        features, base, penalty, errors, populationShares, tolerance, most, level);
  }

  public ConditionalLogitOptions withLevel(double coverage) {
    return new ConditionalLogitOptions(
        features, base, penalty, errors, populationShares, tolerance, iterations, coverage);
  }

  private static void require(boolean condition, String expected, Object got) {
    if (!condition) {
      throw new IllegalArgumentException(
          "ConditionalLogitOptions expect " + expected + ", got " + got);
    }
  }
}
