package org.mesascope.infer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What conditional logit fits and how.
 *
 * @param features names of the menus' features to use; empty for all of them
 * @param base the alternative whose constant is 0 while all others have one, or null for no
 *     constants
 * @param penalty λ of ½λ‖β‖², at least 0
 * @param robust whether errors are clustered by trace (and never below those of the information),
 *     or from the information alone
 * @param tolerance largest entry of the gradient, per choice and in units of the information, at
 *     which a fit has converged
 * @param iterations most Newton steps
 * @param level coverage that intervals aim at, in (0, 1)
 */
public record ConditionalLogitOptions(
    List<String> features,
    @Nullable String base,
    double penalty,
    boolean robust,
    double tolerance,
    int iterations,
    double level) {

  public ConditionalLogitOptions {
    features = List.copyOf(features);
    if (features.stream().distinct().count() < features.size()) {
      throw new IllegalArgumentException("features expect distinct names, got " + features);
    }
    require(penalty >= 0 && Double.isFinite(penalty), "a penalty of at least 0", penalty);
    require(tolerance > 0 && tolerance < 1, "a tolerance in (0, 1)", tolerance);
    require(iterations > 0, "at least 1 iteration", iterations);
    require(level > 0 && level < 1, "a level in (0, 1)", level);
  }

  /** All features, no constants, no penalty, errors from the information, 1e-9, 100 steps, 95 %. */
  public static ConditionalLogitOptions defaults() {
    return new ConditionalLogitOptions(List.of(), null, 0, false, 1e-9, 100, .95);
  }

  public ConditionalLogitOptions withFeatures(String... names) {
    return new ConditionalLogitOptions(
        List.of(names), base, penalty, robust, tolerance, iterations, level);
  }

  /** With a constant for every alternative but the base. */
  public ConditionalLogitOptions withConstants(String baseAlternative) {
    return new ConditionalLogitOptions(
        features, baseAlternative, penalty, robust, tolerance, iterations, level);
  }

  public ConditionalLogitOptions withPenalty(double lambda) {
    return new ConditionalLogitOptions(
        features, base, lambda, robust, tolerance, iterations, level);
  }

  public ConditionalLogitOptions withRobustErrors() {
    return new ConditionalLogitOptions(features, base, penalty, true, tolerance, iterations, level);
  }

  public ConditionalLogitOptions withTolerance(double perChoice) {
    return new ConditionalLogitOptions(
        features, base, penalty, robust, perChoice, iterations, level);
  }

  public ConditionalLogitOptions withIterations(int most) {
    return new ConditionalLogitOptions(features, base, penalty, robust, tolerance, most, level);
  }

  public ConditionalLogitOptions withLevel(double coverage) {
    return new ConditionalLogitOptions(
        features, base, penalty, robust, tolerance, iterations, coverage);
  }

  private static void require(boolean condition, String expected, Object got) {
    if (!condition) {
      throw new IllegalArgumentException(
          "ConditionalLogitOptions expect " + expected + ", got " + got);
    }
  }
}
