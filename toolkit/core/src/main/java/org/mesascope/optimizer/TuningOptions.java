package org.mesascope.optimizer;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What is tried when a baseline is tuned.
 *
 * @param rates learning rates, ascending, above 0
 * @param momenta momenta, ascending, in [0, 1); used where there is a momentum to tune
 * @param problems how many are drawn
 * @param steps after which the median loss is compared
 */
public record TuningOptions(List<Double> rates, List<Double> momenta, int problems, int steps) {

  /** Fails on an empty grid, one that does not ascend, and where nothing is run. */
  public TuningOptions {
    rates = ascending("rates", rates);
    momenta = ascending("momenta", momenta);
    if (!(rates.get(0) > 0) || !(momenta.get(0) >= 0 && momenta.get(momenta.size() - 1) < 1)) {
      throw new IllegalArgumentException(
          "tuning expects rates above 0 and momenta in [0, 1), got %s and %s"
              .formatted(rates, momenta));
    }
    if (problems < 1 || steps < 1) {
      throw new IllegalArgumentException(
          "tuning expects at least 1 problem and 1 step, got %d and %d".formatted(problems, steps));
    }
  }

  /**
   * Four rates a decade from 10⁻⁴ to 10; momenta .5, .8, .9, .95 and .99; 512 problems, 100 steps.
   */
  public static TuningOptions defaults() {
    return new TuningOptions(rates(-4, 1, 4), List.of(.5, .8, .9, .95, .99), 512, 100);
  }

  /** Rates from 10^low to 10^high, so many a decade. */
  public static List<Double> rates(int low, int high, int perDecade) {
    return IntStream.rangeClosed(low * perDecade, high * perDecade)
        .mapToObj(k -> Math.pow(10, (double) k / perDecade))
        .toList();
  }

  public TuningOptions withRates(List<Double> rates) {
    return new TuningOptions(rates, momenta, problems, steps);
  }

  public TuningOptions withMomenta(List<Double> momenta) {
    return new TuningOptions(rates, momenta, problems, steps);
  }

  public TuningOptions withProblems(int problems) {
    return new TuningOptions(rates, momenta, problems, steps);
  }

  public TuningOptions withSteps(int steps) {
    return new TuningOptions(rates, momenta, problems, steps);
  }

  private static List<Double> ascending(String what, List<Double> values) {
    List<Double> copy = List.copyOf(values);
    if (copy.isEmpty()) {
      throw new IllegalArgumentException("tuning expects at least one of its " + what);
    }
    for (int i = 0; i < copy.size(); i++) {
      if (!Double.isFinite(copy.get(i)) || (i > 0 && !(copy.get(i) > copy.get(i - 1)))) {
        throw new IllegalArgumentException(
            "tuning expects finite %s in ascending order, got %s".formatted(what, copy));
      }
    }
    return copy;
  }
}
