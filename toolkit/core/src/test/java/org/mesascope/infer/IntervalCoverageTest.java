package org.mesascope.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Categorical;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/**
 * How often 95 % intervals cover the truth, each beside an interval that should not. The figures of
 * the package documentation come from more seeds: {@code -Dcoverage.seeds=1000}.
 */
class IntervalCoverageTest {

  private static final int SEEDS = Integer.getInteger("coverage.seeds", 120);

  private interface Run {
    boolean covers(Seed seed);
  }

  private static int covered(String what, Run run) {
    int covered =
        (int)
            IntStream.range(0, SEEDS)
                .filter(i -> run.covers(Seed.of(31).split(what).split(i)))
                .count();
    System.out.printf("coverage of %s: %.3f of %d%n", what, covered / (double) SEEDS, SEEDS);
    return covered;
  }

  /** Between 1 in 1,000 either way of what a method that covers 93 to 97 % would show. */
  private static void assertCovers(String what, Run run) {
    assertThat(covered(what, run))
        .as(what)
        .isBetween(
            new BinomialDistribution(null, SEEDS, .93).inverseCumulativeProbability(.001),
            new BinomialDistribution(null, SEEDS, .97).inverseCumulativeProbability(.999));
  }

  private static void assertFallsShort(String what, Run run) {
    assertThat(covered(what, run) / (double) SEEDS).as(what).isLessThan(.8);
  }

  private static boolean covers(InferredObjective found, String name, double truth) {
    return Objects.requireNonNull(found.parameter(name).interval()).contains(truth);
  }

  /** One choice among three by a logit with weight 1 of x, as a step. */
  private static Step choice(RandomGenerator random) {
    double[] x = random.doubles(3, -1.5, 1.5).toArray();
    double[] chance = new double[3];
    for (int j = 0; j < 3; j++) {
      chance[j] = Math.exp(x[j]);
    }
    double sum = chance[0] + chance[1] + chance[2];
    for (int j = 0; j < 3; j++) {
      chance[j] /= sum;
    }
    List<String> names = List.of("a", "b", "c");
    int taken = Categorical.draw(chance, 0, 3, random);
    return new Step("s", new Menu(names, List.of("x"), x), names.get(taken), null);
  }

  /** Traces of one choice, written down so often. */
  private static TraceLog repeated(int traces, int times, Seed seed) {
    RandomGenerator random = seed.random();
    List<Trace> all = new ArrayList<>();
    for (int i = 0; i < traces; i++) {
      Step one = choice(random);
      all.add(new Trace("t" + i, IntStream.range(0, times).mapToObj(k -> one).toList(), Map.of()));
    }
    return TraceLog.of(all);
  }

  @Test
  void robustErrors() {
    ConditionalLogit logit =
        ConditionalLogit.of(ConditionalLogitOptions.defaults().withErrors(StandardErrors.ROBUST));
    assertCovers(
        "robust errors, 120 choices", seed -> covers(logit.infer(repeated(120, 1, seed)), "x", 1));
  }

  /** Each choice five times over tells no more than once. */
  @Test
  void clusteredErrors() {
    ConditionalLogitOptions options = ConditionalLogitOptions.defaults();
    assertCovers(
        "clustered errors, 120 traces of five equal choices",
        seed ->
            covers(
                ConditionalLogit.of(options.withErrors(StandardErrors.CLUSTERED))
                    .infer(repeated(120, 5, seed)),
                "x",
                1));
    assertFallsShort(
        "information alone, the same traces",
        seed -> covers(ConditionalLogit.of(options).infer(repeated(120, 5, seed)), "x", 1));
  }

  /** Choosers of a rare alternative are sought out until they are half of the sample. */
  @Test
  void choiceBasedSamples() {
    double constant = -2.5;
    double share = share(constant);
    ConditionalLogitOptions options = ConditionalLogitOptions.defaults().withConstants("common");
    assertCovers(
        "weighted choice-based sample, 100 of either",
        seed ->
            covers(
                ConditionalLogit.of(
                        options.withPopulationShares(Map.of("rare", share, "common", 1 - share)))
                    .infer(sought(constant, seed)),
                "rare",
                constant));
    assertFallsShort(
        "unweighted, the same sample",
        seed ->
            covers(ConditionalLogit.of(options).infer(sought(constant, seed)), "rare", constant));
  }

  /** P(rare) over x uniform on (−1.5, 1.5), by the midpoint rule. */
  private static double share(double constant) {
    double sum = 0;
    for (int i = 0; i < 20_000; i++) {
      sum += 1 / (1 + Math.exp(-constant - (-1.5 + 3 * (i + .5) / 20_000))) / 20_000;
    }
    return sum;
  }

  private static TraceLog sought(double constant, Seed seed) {
    RandomGenerator random = seed.random();
    List<Trace> all = new ArrayList<>();
    int[] taken = new int[2];
    while (taken[0] < 100 || taken[1] < 100) {
      double x = random.nextDouble(-1.5, 1.5);
      int choice = random.nextDouble() < 1 / (1 + Math.exp(-constant - x)) ? 0 : 1;
      if (taken[choice] < 100) {
        taken[choice]++;
        Menu menu = new Menu(List.of("rare", "common"), List.of("x"), new double[] {x, 0});
        Step step = new Step("s", menu, menu.alternatives().get(choice), null);
        all.add(new Trace("t" + all.size(), List.of(step), Map.of()));
      }
    }
    return TraceLog.of(all);
  }

  /** Truths drawn from the prior lie in 95 % of the credible intervals; halved ones do not. */
  @Test
  void credibleIntervals() {
    BayesianIrlOptions few =
        BayesianIrlOptions.defaults().withChains(2).withDraws(400).withWarmup(50);
    MaxCausalEntropyIrl model =
        MaxCausalEntropyIrl.in("line", BayesianIrlTest.line(5))
            .withFeatures(
                TransitionReward.entering("end", 4),
                TransitionReward.of("effort", (s, a, n) -> s == n ? 0 : 1));
    int[] halved = new int[1];
    assertCovers(
        "Bayesian posterior, 6 traces of 6 steps",
        seed -> {
          RandomGenerator prior = seed.split("prior").random();
          double[] truth = {prior.nextGaussian(), prior.nextGaussian()};
          TraceLog log = BayesianIrlTest.walks(truth, 6, 6, seed.split("traces"));
          var interval =
              Objects.requireNonNull(
                  BayesianIrl.of(model, 1, seed.split("sampler"))
                      .with(few)
                      .posterior(log)
                      .credible()
                      .get(0)
                      .interval());
          double middle = .5 * (interval.low() + interval.high());
          halved[0] += Math.abs(truth[0] - middle) < .25 * interval.width() ? 1 : 0;
          return interval.contains(truth[0]);
        });
    assertThat(halved[0] / (double) SEEDS).as("half as wide").isLessThan(.85);
  }
}
