package org.mesascope.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mesascope.numeric.Normals;
import org.mesascope.stats.Seed;
import org.mesascope.task.Quadratics;
import org.mesascope.task.TaskParams;

/** Against the equations of Metz 2020, written plainly in double precision. */
class MlpOptimizerTest {

  private static final int DIMENSION = 3;
  private static final int COPIES = 5;

  private final MlpOptimizer optimizer = new MlpOptimizer(4, .1, .5, 2);

  @Test
  void stepsAreTheEquations() {
    float[] weights = numbers(1, optimizer.weights() * COPIES);
    var population = optimizer.population(DIMENSION, COPIES);
    population.open(weights);
    float[] parameters = numbers(2, DIMENSION * COPIES);
    double[][] expected = new double[parameters.length][4];
    for (int i = 0; i < parameters.length; i++) {
      expected[i][0] = parameters[i];
    }
    boolean reached = false;
    for (int t = 0; t < 12; t++) {
      float[] gradient = numbers(10 + t, DIMENSION * COPIES);
      population.step(parameters, new float[COPIES], gradient);
      for (int i = 0; i < parameters.length; i++) {
        plainStep(column(weights, i % COPIES), expected[i], gradient[i]);
        assertThat((double) parameters[i]).isCloseTo(expected[i][0], within(1e-4));
        reached |= Math.abs(parameters[i]) == 2;
      }
    }
    assertThat(reached).as("the bound is met").isTrue();
  }

  /** One coordinate: x, its two means and its mean square. */
  private void plainStep(double[] w, double[] state, double g) {
    state[1] = .9 * state[1] + .1 * g;
    state[2] = .99 * state[2] + .01 * g;
    state[3] = .999 * state[3] + .001 * g * g;
    double by = 1 / Math.sqrt(state[3] + 1e-8);
    double[] features = {g, state[1], state[2], g * by, state[1] * by, state[0]};
    double[] first = layer(w, 0, features, 4, true);
    double[] second = layer(w, 28, first, 4, true);
    double[] out = layer(w, 48, second, 2, false);
    double to = state[0] - .1 * out[0] * Math.exp(.5 * out[1]);
    state[0] = Math.max(-2, Math.min(2, to));
  }

  private static double[] layer(double[] w, int at, double[] x, int outputs, boolean rectified) {
    double[] y = new double[outputs];
    for (int o = 0; o < outputs; o++) {
      y[o] = w[at + outputs * x.length + o];
      for (int i = 0; i < x.length; i++) {
        y[o] += w[at + o * x.length + i] * x[i];
      }
      y[o] = rectified ? Math.max(0, y[o]) : y[o];
    }
    return y;
  }

  private static double[] column(float[] weights, int copy) {
    double[] mine = new double[weights.length / COPIES];
    Arrays.setAll(mine, w -> weights[w * COPIES + copy]);
    return mine;
  }

  private static float[] numbers(int row, int count) {
    float[] numbers = new float[count];
    Normals.fill(77, row, numbers, 0, count);
    return numbers;
  }

  @Test
  void aResetCopyStartsAnewAndTheOthersGoOn() {
    float[] weights = numbers(1, optimizer.weights() * 2);
    var one = optimizer.population(1, 2);
    var other = optimizer.population(1, 2);
    one.open(weights);
    other.open(weights);
    one.step(new float[] {1, 1}, new float[2], new float[] {3, 4});
    other.step(new float[] {1, 1}, new float[2], new float[] {-9, 4});
    float[] a = {.5f, .5f};
    float[] b = {.5f, .5f};
    one.reset(0);
    other.reset(0);
    one.step(a, new float[2], new float[] {1, 2});
    other.step(b, new float[2], new float[] {1, 2});
    assertThat(a).isEqualTo(b);
  }

  @Test
  void aRunWithSharedWeightsIsThePopulationWhateverItsBlocks() {
    MlpOptimizer usual = MlpOptimizer.defaults().withHidden(8).withStepSize(.05);
    float[] weights = usual.initial(Seed.of(1));
    var tasks = Quadratics.random(4).batch(100, Seed.of(2));
    Unroll whole = Unroll.of(usual.with(weights), tasks, 20);
    for (int b : new int[] {0, 63, 64, 99}) {
      var alone = Quadratics.random(4).batch(List.of(params(b)));
      Unroll single = Unroll.of(usual.with(weights), alone, 20);
      assertThat(single.lossesAt(20)[0]).isEqualTo(whole.lossesAt(20)[b]);
    }
  }

  private static TaskParams params(int b) {
    return Quadratics.random(4).sample(Seed.of(2).split(b));
  }

  @Test
  void unsuitableInputIsRefused() {
    MlpOptimizer good = MlpOptimizer.defaults();
    assertThatThrownBy(() -> good.withHidden(0)).hasMessageContaining("at least 1 hidden unit");
    assertThatThrownBy(() -> good.withStepSize(0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> good.withMagnitude(Double.NaN)).hasMessageContaining("magnitude");
    assertThatThrownBy(() -> good.withBound(0)).hasMessageContaining("bound");
    assertThatThrownBy(() -> good.with(new float[3])).hasMessageContaining("weights, got 3");
  }

  @Test
  void initialWeightsHaveTheirVarianceAndNoBias() {
    MlpOptimizer wide = MlpOptimizer.defaults().withHidden(64);
    float[] weights = wide.initial(Seed.of(4));
    double squares = 0;
    int second = 64 * 7;
    for (int i = second; i < second + 64 * 64; i++) {
      squares += weights[i] * weights[i];
    }
    assertThat(squares / 64).isCloseTo(1, within(4 * Math.sqrt(2.0 / (64 * 64))));
    for (int i = 64 * 6; i < 64 * 7; i++) {
      assertThat(weights[i]).isZero();
    }
    assertThat(wide.initial(Seed.of(4))).isEqualTo(weights);
    assertThat(wide.initial(Seed.of(5))).isNotEqualTo(weights);
  }
}
