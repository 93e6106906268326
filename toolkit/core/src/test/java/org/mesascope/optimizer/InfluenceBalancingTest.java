package org.mesascope.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesascope.optimizer.EvolutionStrategy.WindowLoss;
import org.mesascope.stats.Averages;
import org.mesascope.stats.Seed;

/** Oracles: closed forms, and forward accumulation in NumPy 2.4.6 of the system in Vicol 2021. */
class InfluenceBalancingTest {

  private final InfluenceBalancing system = InfluenceBalancing.defaults();

  @Test
  void theSteadyStateHasItsMinimiserAtMinusOneSixth() {
    assertThat(system.steadyMinimiser()).isEqualTo(-1 / 6.0);
    InfluenceBalancing.Forward forward = system.forward();
    for (int t = 0; t < 2000; t++) {
      forward.step(-1 / 6.0);
    }
    assertThat(forward.loss()).isLessThan(1e-20);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "10, 10", "40, .5655", "100, -6"})
  void influenceChangesItsSign(int steps, double influence) {
    InfluenceBalancing.Forward forward = system.forward();
    for (int t = 0; t < steps; t++) {
      forward.step(.2);
    }
    assertThat(forward.influence()).isCloseTo(influence, within(5e-5));
  }

  @Test
  void sumsHaveTheirGradientAndMinimiser() {
    assertThat(system.gradientOfSum(.2, 100)).isCloseTo(1611.72, within(.005));
    assertThat(system.minimiserOfSum(100)).isCloseTo(-.0467, within(5e-5));
    assertThat(system.minimiserOfSum(1000)).isCloseTo(-.1465, within(5e-5));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void persistentStrategiesFindTheMinimiser(long seed) {
    EvolutionStrategy strategy = EvolutionStrategy.persistent(1, EvolutionStrategy.UNBOUNDED);
    assertThat(descend(strategy, seed)).isCloseTo(-1 / 6.0, within(1e-3));
  }

  @Test
  void truncatedStrategiesDriftAway() {
    EvolutionStrategy strategy = EvolutionStrategy.truncated(1, EvolutionStrategy.UNBOUNDED);
    assertThat(descend(strategy, 1)).isCloseTo(3.26, within(.1));
  }

  @Test
  void truncatedBackpropagationDriftsAndDiverges() {
    assertThat(truncatedBackpropagation(1)).isCloseTo(3.26, within(.005));
    assertThat(truncatedBackpropagation(10)).isGreaterThan(1e6);
  }

  private double descend(EvolutionStrategy strategy, long seed) {
    OuterGradient.Run run = strategy.withParticles(1000).withSigma(.1).start(system, Seed.of(seed));
    float[] theta = {.5f};
    float[] gradient = new float[1];
    for (int i = 0; i < 3000; i++) {
      run.estimate(theta, gradient);
      theta[0] -= 1e-4f * gradient[0];
    }
    return theta[0];
  }

  private double truncatedBackpropagation(int window) {
    InfluenceBalancing.Forward forward = system.forward();
    double theta = .5;
    for (int i = 0; i < 3000; i++) {
      forward.truncate();
      for (int k = 0; k < window; k++) {
        forward.step(theta);
      }
      theta -= 1e-4 * forward.gradient();
    }
    return theta;
  }

  @ParameterizedTest
  @CsvSource({"PERSISTENT, 1", "PERSISTENT, 10", "FULL, 100", "TRUNCATED, 1", "TRUNCATED, 10"})
  void estimatesAreWithinTheirOwnErrorOfTheExactValue(EvolutionStrategy.Kind kind, int window) {
    double exact = 1611.72;
    if (kind == EvolutionStrategy.Kind.TRUNCATED) {
      exact = window == 1 ? -43.40 : -257.49;
    }
    EvolutionStrategy strategy =
        new EvolutionStrategy(kind, 1000, 1, .1, window, 100, false, WindowLoss.SUM);
    double[] sums = new double[40];
    float[] gradient = new float[1];
    for (int r = 0; r < sums.length; r++) {
      OuterGradient.Run run = strategy.start(system, Seed.of(7).split(r));
      for (int t = 0; t < 100; t += window) {
        run.estimate(new float[] {.2f}, gradient);
        sums[r] += gradient[0];
      }
    }
    double error = Averages.standardDeviation(sums) / Math.sqrt(sums.length);
    assertThat(Math.abs(Averages.mean(sums) - exact) / error).isLessThan(4);
    assertThat(error).isLessThan(.05 * Math.abs(exact));
  }

  @Test
  void aRunResumesWithTheSameBits() {
    EvolutionStrategy strategy = EvolutionStrategy.persistent(2, 10).withParticles(40);
    float[] theta = {.2f};
    float[] expected = new float[1];
    float[] resumed = new float[1];
    OuterGradient.Run whole = strategy.start(system, Seed.of(3));
    for (int i = 0; i < 7; i++) {
      whole.estimate(theta, expected);
    }
    OuterGradient.Run other = strategy.start(system, Seed.of(3));
    other.resume(whole.state());
    for (int i = 0; i < 9; i++) {
      double loss = whole.estimate(theta, expected);
      assertThat(other.estimate(theta, resumed)).isEqualTo(loss);
      assertThat(resumed).isEqualTo(expected);
    }
  }

  @Test
  void aDivergedParticleIsAnInfiniteLossAndNoGradient() {
    float[] gradient = {1};
    OuterGradient.Run run = EvolutionStrategy.full(100).start(system, Seed.of(1));
    assertThat(run.estimate(new float[] {Float.POSITIVE_INFINITY}, gradient))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(gradient).containsExactly(0);
  }

  @Test
  void badOptionsAreRefused() {
    EvolutionStrategy good = EvolutionStrategy.persistent(10, 100);
    assertThatThrownBy(() -> good.withParticles(0)).hasMessageContaining("even number");
    assertThatThrownBy(() -> good.withParticles(3)).hasMessageContaining("even number");
    assertThatThrownBy(() -> good.withSigma(0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> good.withSigma(Double.NaN)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> EvolutionStrategy.persistent(20, 10))
        .hasMessageContaining("multiple of the window");
    assertThatThrownBy(() -> new InfluenceBalancing(4, 2)).hasMessageContaining("not half");
  }
}
