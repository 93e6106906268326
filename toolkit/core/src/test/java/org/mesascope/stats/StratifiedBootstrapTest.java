package org.mesascope.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StratifiedBootstrapTest {

  private static final BootstrapOptions SHORT = BootstrapOptions.defaults().withResamples(1_000);
  private static final TaskScores FEW =
      TaskScores.ofMatrix(new double[][] {{.1, 2}, {.4, 2.5}, {.2, 1.5}, {.9, 3}});

  /** Oracle: the averages of the same scores, counted once and counted twice. */
  @Test
  void aggregatesAreTheAveragesOfTheRuns() {
    double[] pooled = {.1, .4, .2, .9, 2, 2.5, 1.5, 3};
    assertThat(Aggregate.mean().of(FEW)).isCloseTo(Averages.mean(pooled), within(1e-15));
    assertThat(Aggregate.interquartileMean().of(FEW))
        .isCloseTo(Averages.interquartileMean(pooled), within(1e-15));
    assertThat(Aggregate.median().of(FEW)).isCloseTo((.4 + 2.25) / 2, within(1e-15));
    assertThat(Aggregate.optimalityGap(1).of(FEW)).isCloseTo(2.4 / 8, within(1e-15));
    assertThat(Aggregate.above(.4).of(FEW)).isEqualTo(5 / 8.0);
    int[] twice = {2, 0, 1, 1, 0, 0, 0, 4};
    double[] counted = {.1, .1, .2, .9, 3, 3, 3, 3};
    assertThat(Aggregate.mean().of(FEW, twice)).isCloseTo(Averages.mean(counted), within(1e-15));
    assertThat(Aggregate.interquartileMean().of(FEW, twice))
        .isCloseTo(Averages.interquartileMean(counted), within(1e-15));
  }

  /** Oracle: rliable's own tests, 39.5 for the middle half of 0 to 79. */
  @Test
  void theMiddleHalfOfManyRuns() {
    double[] runs = IntStream.range(0, 80).asDoubleStream().toArray();
    assertThat(Aggregate.interquartileMean().of(TaskScores.of(runs))).isEqualTo(39.5);
  }

  /**
   * Oracle: rliable's values for a matrix of 5 runs on 3 tasks. The matrix itself is not given;
   * this one is made so that rliable's definitions give all of its nine values by hand.
   */
  @Test
  void everyAggregateOfOneMatrix() {
    TaskScores scores =
        TaskScores.ofMatrix(
            new double[][] {{0, .4, .3}, {.1, .5, .4}, {.2, .6, .8}, {.5, .7, .8}, {.9, 1.1, 1.2}});
    assertThat(Aggregate.mean().of(scores)).isCloseTo(.5666666666666667, within(1e-15));
    assertThat(Aggregate.median().of(scores)).isCloseTo(.66, within(1e-15));
    assertThat(Aggregate.interquartileMean().of(scores))
        .isCloseTo(.5555555555555556, within(1e-15));
    assertThat(Aggregate.optimalityGap(1).of(scores)).isCloseTo(.45333333333333325, within(1e-15));
    double[] thresholds = {0, .25, .5, .75, 1};
    double[] profile =
        StratifiedBootstrap.profile(scores, thresholds, SHORT, Seed.of(1)).stream()
            .mapToDouble(Resampled::value)
            .toArray();
    assertThat(profile)
        .containsExactly(
            new double[] {
              .9333333333333333, .8, .4666666666666667, .3333333333333333, .13333333333333333
            },
            within(1e-15));
  }

  /**
   * Oracle: resamples drawn one by one with {@link Seed#random}, two from each number, and their
   * means; over tasks of odd and even size and more numbers than one block holds.
   */
  @Test
  void resamplesAreThoseOfTheSeed() {
    int[] sizes = {5, 4_098, 2_049};
    Map<String, double[]> runs = new LinkedHashMap<>();
    for (int t = 0; t < sizes.length; t++) {
      runs.put("task " + t, Seed.of(t).random().doubles(sizes[t]).toArray());
    }
    TaskScores scores = TaskScores.of(runs);
    List<Aggregate> aggregates = List.of(Aggregate.mean(), Aggregate.median());
    Resampling resampling = new Resampling(scores, aggregates, Seed.of(9));
    RandomGenerator random = Seed.of(9).random();
    for (int b = 0; b < 3; b++) {
      double[] means = new double[sizes.length];
      double sum = 0;
      for (int t = 0; t < sizes.length; t++) {
        double own = 0;
        for (int i = 0; i < sizes[t]; i += 2) {
          long bits = random.nextLong();
          own += runs.get("task " + t)[(int) (((bits >>> 32) * sizes[t]) >>> 32)];
          if (i + 1 < sizes[t]) {
            own += runs.get("task " + t)[(int) (((bits & 0xFFFFFFFFL) * sizes[t]) >>> 32)];
          }
        }
        sum += own;
        means[t] = own / sizes[t];
      }
      resampling.draw(b);
      assertThat(resampling.value(0)).isCloseTo(sum / scores.size(), within(1e-12));
      assertThat(resampling.value(1)).isCloseTo(Averages.median(means), within(1e-12));
    }
  }

  /** No more numbers are made than a task draws. */
  @Test
  void onlyTheNumbersAskedForAreMade() {
    RandomGenerator random = Seed.of(9).random();
    long[] into = new long[8];
    RandomLongs.fill(Seed.of(9), 0, into, 3);
    assertThat(into)
        .containsExactly(random.nextLong(), random.nextLong(), random.nextLong(), 0, 0, 0, 0, 0);
  }

  /** Oracle: the same mean as an aggregate of counts, which is left out and drawn by counts. */
  @Test
  void aMeanIsTheSameByCounts() {
    RandomGenerator random = Seed.of(8).random();
    TaskScores scores =
        TaskScores.of(
            Map.of(
                "a", random.doubles(1_501).map(u -> -Math.log(u)).toArray(),
                "b", random.doubles(7).toArray()));
    Aggregate counted = (all, counts) -> Aggregate.mean().of(all, counts);
    Interval drawn =
        StratifiedBootstrap.bca(scores, Aggregate.mean(), SHORT, Seed.of(2)).interval();
    Interval byCounts = StratifiedBootstrap.bca(scores, counted, SHORT, Seed.of(2)).interval();
    assertThat(drawn.low()).isCloseTo(byCounts.low(), within(1e-12));
    assertThat(drawn.high()).isCloseTo(byCounts.high(), within(1e-12));
  }

  /** Oracle: rliable's own test matrices, 1/3, and all pairs by hand. */
  @Test
  void probabilityOfImprovement() {
    TaskScores x = TaskScores.ofMatrix(new double[][] {{1, 2}, {2, 2}, {1, 1}, {2, 1}});
    TaskScores y = TaskScores.ofMatrix(new double[][] {{1, 1}, {2, 2}, {3, 3}});
    assertThat(StratifiedBootstrap.improvement(x, y, SHORT, Seed.of(1)).value())
        .isCloseTo(1 / 3.0, within(1e-15));
    assertThat(StratifiedBootstrap.improvement(y, x, SHORT, Seed.of(1)).value())
        .isCloseTo(2 / 3.0, within(1e-15));
    assertThat(StratifiedBootstrap.improvement(x, x, SHORT, Seed.of(1)).value()).isEqualTo(.5);
    assertThatThrownBy(
            () -> StratifiedBootstrap.improvement(x, TaskScores.of(1, 2), SHORT, Seed.of(1)))
        .hasMessageContaining("the same tasks");
  }

  /**
   * Oracle: of one task the bootstrap is {@link Bootstrap#bca}, drawn with other random numbers.
   */
  @Test
  void ofOneTaskItIsThePlainBootstrap() {
    RandomGenerator random = Seed.of(4).random();
    double[] runs = random.doubles(40).map(u -> -Math.log(u)).toArray();
    BootstrapOptions many = BootstrapOptions.defaults().withResamples(40_000);
    Interval plain = Bootstrap.bca(runs, Averages::mean, many, Seed.of(5)).interval();
    Interval stratified =
        StratifiedBootstrap.bca(TaskScores.of(runs), Aggregate.mean(), many, Seed.of(6)).interval();
    assertThat(stratified.low()).isCloseTo(plain.low(), within(.01));
    assertThat(stratified.high()).isCloseTo(plain.high(), within(.01));
  }

  /** Oracle: tasks that differ by 100 and runs that do not differ leave nothing uncertain. */
  @Test
  void tasksAreHeldAsTheyAre() {
    TaskScores scores = TaskScores.ofMatrix(new double[][] {{0, 100}, {0, 100}, {0, 100}});
    Resampled mean = StratifiedBootstrap.bca(scores, Aggregate.mean(), SHORT, Seed.of(1));
    assertThat(mean.interval()).isEqualTo(new Interval(50, 50, .95));
    assertThat(mean.hasTooFewUnits()).isTrue();
  }

  /**
   * Oracle: coverage of .95 for the mean of 3 tasks of 25 runs with other spreads, .93 to .96
   * nominally for so many units, with a standard error of .011 over 400.
   */
  @Test
  void coversOverTasksOfUnequalSpread() {
    RandomGenerator random = Seed.of(9).random();
    int covered = 0;
    for (int i = 0; i < 400; i++) {
      Map<String, double[]> runs = new LinkedHashMap<>();
      for (int t = 1; t <= 3; t++) {
        int task = t;
        runs.put("t" + t, random.doubles(25).map(u -> -task * Math.log(u)).toArray());
      }
      TaskScores scores = TaskScores.of(runs);
      BootstrapOptions options = SHORT.withResamples(400);
      Resampled mean = StratifiedBootstrap.bca(scores, Aggregate.mean(), options, Seed.of(i));
      covered += mean.interval().contains(2) ? 1 : 0;
    }
    assertThat(covered / 400.0).isBetween(.905, .98);
  }

  /** Invariant: a profile falls from one to nothing, and its intervals contain its shares. */
  @Test
  void aProfileFalls() {
    List<Resampled> profile =
        StratifiedBootstrap.profile(FEW, new double[] {0, .3, 1, 2.2, 4}, SHORT, Seed.of(2));
    assertThat(profile.stream().map(Resampled::value).toList())
        .containsExactly(1.0, 6 / 8.0, 4 / 8.0, 2 / 8.0, 0.0);
    for (Resampled point : profile) {
      assertThat(point.interval().contains(point.value())).isTrue();
    }
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    Resampled once = StratifiedBootstrap.bca(FEW, Aggregate.median(), SHORT, Seed.of(3));
    assertThat(StratifiedBootstrap.bca(FEW, Aggregate.median(), SHORT, Seed.of(3))).isEqualTo(once);
    assertThat(
            StratifiedBootstrap.bca(
                    FEW, List.of(Aggregate.mean(), Aggregate.median()), SHORT, Seed.of(3))
                .get(1))
        .isEqualTo(once);
  }

  @Test
  void whatCannotBeResampledIsRefused() {
    assertThatThrownBy(() -> TaskScores.of(Map.of())).hasMessageContaining("at least one task");
    assertThatThrownBy(() -> TaskScores.of(Map.of("maze", new double[0])))
        .hasMessageContaining("\"maze\" expects at least one run");
    assertThatThrownBy(() -> TaskScores.of(1, Double.NaN)).hasMessageContaining("NaN of run 1");
    assertThatThrownBy(() -> TaskScores.ofMatrix(new double[][] {{1, 2}, {1}}))
        .hasMessageContaining("run 1 expects 2 scores");
    TaskScores single = TaskScores.ofMatrix(new double[][] {{1, 2, 3}});
    assertThatThrownBy(() -> StratifiedBootstrap.bca(single, Aggregate.mean(), SHORT, Seed.of(1)))
        .hasMessageContaining("at least 2 runs of some task");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> StratifiedBootstrap.bca(FEW, Aggregate.mean(), SHORT, Seed.of(1)))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Oracle: with many runs the grouped jackknife agrees with the percentiles it corrects. */
  @Test
  void manyRunsAreLeftOutInGroups() {
    RandomGenerator random = Seed.of(11).random();
    double[] runs = new double[5_003];
    Arrays.setAll(runs, i -> random.nextGaussian());
    Interval interval =
        StratifiedBootstrap.bca(TaskScores.of(runs), Aggregate.mean(), SHORT, Seed.of(1))
            .interval();
    Interval student = Averages.studentInterval(runs, .95);
    assertThat(interval.low()).isCloseTo(student.low(), within(.1 * student.width()));
    assertThat(interval.high()).isCloseTo(student.high(), within(.1 * student.width()));
  }
}
