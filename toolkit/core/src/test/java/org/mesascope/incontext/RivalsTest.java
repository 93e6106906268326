package org.mesascope.incontext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesascope.stats.Seed;
import org.mesascope.task.InputLaw;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.WeightLaw;

class RivalsTest {

  private static final RegressionPrompts SETTING =
      new RegressionPrompts(new InputLaw.Gaussian(wide()), new WeightLaw.Gaussian(1), 6, .3);
  private static final Prompts PROMPTS = SETTING.sample(40, Seed.of(3));

  private static double[][] wide() {
    return new double[][] {{1, .3, 0}, {.3, 2, .1}, {0, .1, .5}};
  }

  static Stream<InContextModel> all() {
    return Stream.of(
        Rivals.nothing(),
        Rivals.fixed(1, -2, .5),
        Rivals.gradientDescent(.4),
        Rivals.gradientDescent(.3, .2, .1),
        Rivals.gdPlusPlus(.2, .3, .1, .4),
        Rivals.preconditioned(wide()),
        Rivals.ridge(.7),
        Rivals.leastSquares(),
        Rivals.memoriser(List.of(new double[] {1, 0, 0}, new double[] {0, 1, 1}), .5),
        Rivals.nearestNeighbour(),
        Rivals.onlineLeastSquares(.7, .9),
        Rivals.onlineGradientDescent(.1));
  }

  /** Oracle: central differences of the prediction itself. */
  @ParameterizedTest
  @MethodSource("all")
  void sensitivityIsTheDerivative(InContextModel model) {
    double step = 1e-5;
    double[] sensitivity = model.sensitivity(PROMPTS);
    for (int k = 0; k < 3; k++) {
      double[] up = model.predict(moved(k, step));
      double[] down = model.predict(moved(k, -step));
      for (int p = 0; p < PROMPTS.count(); p++) {
        assertThat(sensitivity[p * 3 + k]).isCloseTo((up[p] - down[p]) / (2 * step), within(1e-7));
      }
    }
  }

  private static Prompts moved(int k, double by) {
    double[] queries = PROMPTS.queries().clone();
    for (int p = 0; p < PROMPTS.count(); p++) {
      queries[p * 3 + k] += by;
    }
    return new Prompts(
        PROMPTS.count(),
        PROMPTS.context(),
        3,
        PROMPTS.inputs(),
        PROMPTS.labels(),
        queries,
        PROMPTS.targets(),
        PROMPTS.weights());
  }

  /** Gradient descent converges to least squares, to the one of least norm where N is below d. */
  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void manyStepsOfGradientDescentAreLeastSquares(int context) {
    double[] many = new double[100_000];
    Arrays.fill(many, .2);
    Prompts prompts =
        new RegressionPrompts(InputLaw.Gaussian.standard(3), new WeightLaw.Gaussian(1), context, .3)
            .sample(5, Seed.of(1));
    assertThat(Rivals.gradientDescent(many).predict(prompts))
        .containsExactly(Rivals.leastSquares().predict(prompts), within(1e-6));
  }

  /** Ridge tends to least squares as λ goes to 0, and to N λ⁻¹ of a gradient step as it grows. */
  @Test
  void ridgeLiesBetweenLeastSquaresAndAGradientStep() {
    assertThat(Rivals.ridge(1e-9).predict(PROMPTS))
        .containsExactly(Rivals.leastSquares().predict(PROMPTS), within(1e-6));
    assertThat(Rivals.ridge(1e9).sensitivity(PROMPTS))
        .containsExactly(Rivals.gradientDescent(6e-9).sensitivity(PROMPTS), within(1e-15));
  }

  /** Sherman and Morrison: without forgetting the online solution is ridge regression. */
  @Test
  void onlineLeastSquaresIsRidge() {
    assertThat(Rivals.onlineLeastSquares(.7, 1).predict(PROMPTS))
        .containsExactly(Rivals.ridge(.7).predict(PROMPTS), within(1e-10));
  }

  /** With forgetting it is ridge regression of examples weighed by γⁿ⁻ⁱ. */
  @Test
  void forgettingWeighsExamples() {
    double gamma = .8;
    double[] inputs = PROMPTS.inputs().clone();
    double[] labels = PROMPTS.labels().clone();
    for (int i = 0; i < labels.length; i++) {
      double root = Math.sqrt(Math.pow(gamma, 5 - i % 6));
      labels[i] *= root;
      for (int k = 0; k < 3; k++) {
        inputs[i * 3 + k] *= root;
      }
    }
    Prompts weighed =
        new Prompts(
            40, 6, 3, inputs, labels, PROMPTS.queries(), PROMPTS.targets(), PROMPTS.weights());
    assertThat(Rivals.onlineLeastSquares(.7, gamma).predict(PROMPTS))
        .containsExactly(Rivals.ridge(.7 * Math.pow(gamma, 6)).predict(weighed), within(1e-9));
  }

  @Test
  void gdPlusPlusWithoutCurvatureIsGradientDescent() {
    assertThat(Rivals.gdPlusPlus(0, .3, .2).predict(PROMPTS))
        .containsExactly(Rivals.gradientDescent(.3, .2).predict(PROMPTS), within(1e-12));
    assertThat(Rivals.gdPlusPlus(.7, .3).predict(PROMPTS))
        .containsExactly(Rivals.gradientDescent(.3).predict(PROMPTS), within(1e-12));
  }

  /** A pool that holds the true w finds it where the labels are clean. */
  @Test
  void memoriserFindsItsMember() {
    List<double[]> pool = List.of(new double[] {1, 2, 3}, new double[] {-1, 0, 2});
    Prompts prompts =
        new RegressionPrompts(InputLaw.Gaussian.standard(3), new WeightLaw.Pool(pool), 4, 0)
            .sample(50, Seed.of(2));
    assertThat(Rivals.memoriser(pool, .01).predict(prompts))
        .containsExactly(prompts.targets(), within(1e-9));
  }

  @Test
  void nearestNeighbourRepeatsAnExample() {
    double[] queries = PROMPTS.queries().clone();
    System.arraycopy(PROMPTS.inputs(), 4 * 3, queries, 0, 3);
    Prompts repeated =
        new Prompts(
            40,
            6,
            3,
            PROMPTS.inputs(),
            PROMPTS.labels(),
            queries,
            PROMPTS.targets(),
            PROMPTS.weights());
    assertThat(Rivals.nearestNeighbour().predict(repeated)[0]).isEqualTo(PROMPTS.labels()[4]);
  }

  @Test
  void refusesWhatIsNoAlgorithm() {
    assertThatThrownBy(() -> Rivals.ridge(0)).hasMessageContaining("λ expects a number above 0");
    assertThatThrownBy(() -> Rivals.gradientDescent(Double.NaN)).hasMessageContaining("finite");
    assertThatThrownBy(() -> Rivals.gradientDescent()).hasMessageContaining("at least 1 step");
    assertThatThrownBy(() -> Rivals.memoriser(List.of(), 1)).hasMessageContaining("at least one w");
    assertThatThrownBy(() -> Rivals.onlineLeastSquares(1, 1.5)).hasMessageContaining("(0, 1]");
    assertThatThrownBy(() -> Rivals.fixed(1, 2).predict(PROMPTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 weights")
        .hasMessageContaining("3 dimensions");
  }
}
