package org.mesascope.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {

  private static final int RUNS = 2_000;
  private static final Seed SEED = Seed.of(20_26);

  /** Closed form of the score interval, also R's prop.test(96, 100, correct = FALSE). */
  @Test
  void wilson() {
    Interval interval = Proportions.wilson(96, 100, .95);
    assertThat(interval.low()).isEqualTo(.9016292856411208, within(1e-12));
    assertThat(interval.high()).isEqualTo(.9843366960084523, within(1e-12));
  }

  @Test
  void wilsonAtTheEdgesHasAWidthAndStaysInside() {
    Interval none = Proportions.wilson(0, 10, .95);
    assertThat(none.low()).isZero();
    // z²/(n + z²) with z = 1.959964
    assertThat(none.high()).isEqualTo(.277533, within(5e-7));
    assertThat(Proportions.wilson(10, 10, .95).high()).isEqualTo(1);
    assertThat(Proportions.wilson(10, 10, .95).low()).isEqualTo(1 - none.high(), within(1e-12));
  }

  /** Newcombe (1998), table II, row (a): 56/70 against 48/80, method 10. */
  @Test
  void newcombe() {
    Interval interval = Proportions.newcombe(56, 70, 48, 80, .95);
    assertThat(interval.low()).isEqualTo(.05243147240236498, within(1e-12));
    assertThat(interval.high()).isEqualTo(.333872654036906, within(1e-12));
    Interval other = Proportions.newcombe(96, 100, 41, 100, .95);
    assertThat(other.low()).isEqualTo(.43594590057965477, within(1e-12));
    assertThat(other.high()).isEqualTo(.6445138715639037, within(1e-12));
  }

  @Test
  void newcombeTurnsSignWithItsSamples() {
    Interval one = Proportions.newcombe(9, 10, 3, 10, .9);
    Interval other = Proportions.newcombe(3, 10, 9, 10, .9);
    assertThat(other.low()).isEqualTo(-one.high(), within(1e-12));
    assertThat(other.high()).isEqualTo(-one.low(), within(1e-12));
  }

  /** t(.975, 9) = 2.262157 (tables); the sample 1..10 has mean 5.5 and sd 3.027650. */
  @Test
  void student() {
    double[] values = IntStream.rangeClosed(1, 10).asDoubleStream().toArray();
    Interval interval = Averages.studentInterval(values, .95);
    double reach = 2.262157163 * 3.027650354 / Math.sqrt(10);
    assertThat(interval.low()).isEqualTo(5.5 - reach, within(1e-6));
    assertThat(interval.high()).isEqualTo(5.5 + reach, within(1e-6));
  }

  /**
   * Coverage of 95 % BCa intervals of a mean, simulated independently in NumPy (n = 50: 8,000
   * runs).
   */
  @ParameterizedTest
  @CsvSource({
    "10, false, .889",
    "10, true, .820",
    "20, false, .915",
    "20, true, .870",
    "50, false, .937",
    "50, true, .908"
  })
  void bcaCoversWhatItsSimulationsSay(int n, boolean lognormal, double coverage) {
    // 3 standard errors of the runs, and the last digit of the oracle
    double tolerance = 3 * Math.sqrt(coverage * (1 - coverage) / RUNS) + .001;
    assertThat(covered(n, lognormal)).isEqualTo(coverage, within(tolerance));
  }

  /** Oracle: the level; from a hundred normal units on, 93 to 97 % of 95 % intervals hold. */
  @Test
  void ofAHundredUnitsTheLevelIsHeld() {
    assertThat(covered(100, false)).isBetween(.93, .97);
  }

  /** The share of 95 % BCa intervals of a mean that hold it. */
  private static double covered(int n, boolean lognormal) {
    double mean = lognormal ? Math.exp(.5) : 0;
    BootstrapOptions options = BootstrapOptions.defaults().withResamples(1_000);
    Seed seed = SEED.split(n + "/" + lognormal);
    long covered =
        IntStream.range(0, RUNS)
            .parallel()
            .filter(
                run -> {
                  RandomGenerator random = seed.split("data").split(run).random();
                  double[] data = new double[n];
                  Arrays.setAll(
                      data,
                      i -> lognormal ? Math.exp(random.nextGaussian()) : random.nextGaussian());
                  return Bootstrap.bca(
                          data, Averages::mean, options, seed.split("resamples").split(run))
                      .interval()
                      .contains(mean);
                })
            .count();
    return (double) covered / RUNS;
  }

  @Test
  void bcaIsAPercentileIntervalWithoutBiasAndSkew() {
    double[] symmetric = IntStream.rangeClosed(-30, 30).asDoubleStream().toArray();
    BootstrapOptions options = BootstrapOptions.defaults();
    Interval bca = Bootstrap.bca(symmetric, Averages::mean, options, SEED).interval();
    Interval percentile = Bootstrap.percentile(symmetric, Averages::mean, options, SEED).interval();
    assertThat(bca.low()).isEqualTo(percentile.low(), within(.15));
    assertThat(bca.high()).isEqualTo(percentile.high(), within(.15));
    // both near the normal interval: 1.96 sd / √n
    double reach = 1.96 * Averages.standardDeviation(symmetric) / Math.sqrt(61);
    assertThat(percentile.high()).isEqualTo(reach, within(.25));
  }

  @Test
  void aSeedGivesTheSameIntervalAndAnotherOneAnother() {
    double[] data = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
    BootstrapOptions options = BootstrapOptions.defaults().withResamples(500);
    Resampled first = Bootstrap.bca(data, Averages::mean, options, SEED);
    assertThat(Bootstrap.bca(data, Averages::mean, options, SEED)).isEqualTo(first);
    assertThat(Bootstrap.bca(data, Averages::mean, options, SEED.split("x"))).isNotEqualTo(first);
  }

  @Test
  void aConstantSampleHasAPointForAnInterval() {
    Resampled one =
        Bootstrap.bca(new double[] {3, 3, 3, 3}, Averages::mean, BootstrapOptions.defaults(), SEED);
    assertThat(one.interval()).isEqualTo(new Interval(3, 3, .95));
  }

  @Test
  void fewUnitsAreWarnedOf() {
    BootstrapOptions options = BootstrapOptions.defaults().withResamples(100);
    double[] nine = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    Resampled few = Bootstrap.percentile(nine, Averages::median, options, SEED);
    assertThat(few.hasTooFewUnits()).isTrue();
    assertThat(few.warning()).startsWith("9 units");
    Resampled enough =
        Bootstrap.percentile(Arrays.copyOf(nine, 10), Averages::median, options, SEED);
    assertThat(enough.hasTooFewUnits()).isFalse();
    assertThat(enough.warning()).isEmpty();
  }

  @Test
  void badInputIsRefused() {
    BootstrapOptions options = BootstrapOptions.defaults();
    assertThatThrownBy(() -> Bootstrap.bca(new double[] {1}, Averages::mean, options, SEED))
        .hasMessageContaining("at least 2 units, got 1");
    assertThatThrownBy(
            () -> Bootstrap.bca(new double[] {1, Double.NaN}, a -> a[0] + a[1], options, SEED))
        .hasMessageContaining("finite statistic, got NaN");
    assertThatThrownBy(() -> options.withLevel(95)).hasMessageContaining("(0, 1), got 95");
    assertThatThrownBy(() -> options.withResamples(5)).hasMessageContaining("got 5");
    assertThatThrownBy(() -> Proportions.wilson(3, 2, .95)).hasMessageContaining("got 3 of 2");
    assertThatThrownBy(() -> Proportions.wilson(0, 0, .95)).hasMessageContaining("got 0 of 0");
    assertThatThrownBy(() -> new Interval(1, 0, .95)).hasMessageContaining("low <= high");
  }

  /** Clusters of one are independent units; clusters whose members agree count once each. */
  @Test
  void aClusteredShareCountsWhatIsIndependent() {
    int[] ones = new int[100];
    int[] successes = new int[100];
    Arrays.fill(ones, 1);
    Arrays.fill(successes, 0, 70, 1);
    Interval wilson = Proportions.wilson(70, 100, .95);
    Interval clustered = Proportions.clustered(successes, ones, .95);
    assertThat(clustered.low()).isCloseTo(wilson.low(), within(1e-3));
    assertThat(clustered.high()).isCloseTo(wilson.high(), within(1e-3));

    int[] tens = new int[100];
    int[] whole = new int[100];
    Arrays.fill(tens, 10);
    Arrays.fill(whole, 0, 70, 10);
    Interval agreeing = Proportions.clustered(whole, tens, .95);
    assertThat(agreeing.low()).isCloseTo(clustered.low(), within(1e-12));
    assertThat(agreeing.high()).isCloseTo(clustered.high(), within(1e-12));

    Interval all = Proportions.clustered(tens, tens, .95);
    assertThat(all.high()).isEqualTo(1);
    assertThat(all.low()).isEqualTo(Proportions.wilson(100, 100, .95).low());
    assertThatThrownBy(() -> Proportions.clustered(new int[] {1}, new int[] {1}, .95))
        .hasMessageContaining("at least 2 clusters");
    assertThatThrownBy(() -> Proportions.clustered(new int[] {3, 1}, new int[] {2, 1}, .95))
        .hasMessageContaining("cluster 0");
  }
}
