package org.mesascope.incontext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.InputLaw;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.WeightLaw;

/**
 * Oracle of the printed digits: the risk of one preconditioned gradient step (Ahn et al. 2023;
 * Zhang, Frei and Bartlett 2023), computed independently in NumPy.
 */
class LinearAttentionRiskTest {

  private static final int D = 10;
  private static final WeightLaw WEIGHTS = new WeightLaw.Gaussian(1);
  private static final RegressionPrompts UNIFORM =
      new RegressionPrompts(new InputLaw.Uniform(D, 1), WEIGHTS, 10, 0);
  private static final RegressionPrompts NORMAL =
      new RegressionPrompts(InputLaw.Gaussian.standard(D), WEIGHTS, 20, 0);
  private static final RegressionPrompts NOISY =
      new RegressionPrompts(InputLaw.Gaussian.standard(D), WEIGHTS, 20, .5);

  static RegressionPrompts logSpaced() {
    double[] variances = new double[D];
    for (int i = 0; i < D; i++) {
      variances[i] = Math.pow(10, -.5 + i / (D - 1.0));
    }
    return new RegressionPrompts(InputLaw.Gaussian.diagonal(variances), WEIGHTS, 20, 0);
  }

  @Test
  void optimaToThePrintedDigits() {
    assertThat(optimum(UNIFORM)).isEqualTo("1.6498 1.5152 1.5152 3.3333");
    assertThat(optimum(NORMAL)).isEqualTo("3.5484 0.6452 0.6452 10.0000");
    assertThat(optimum(NOISY)).isEqualTo("3.6000 0.6400 0.6400 10.0000");
    assertThat(optimum(logSpaced())).startsWith("4.1663 1.0222 0.2521");
    LinearAttentionRisk risk = LinearAttentionRisk.on(logSpaced());
    assertThat(digits(4, risk.of(risk.bestRate()))).isEqualTo("5.0249");
    assertThat(digits(3, risk.bestRate())).isEqualTo("0.318");
  }

  private static String optimum(RegressionPrompts law) {
    LinearAttentionRisk risk = LinearAttentionRisk.on(law);
    double[][] a = risk.optimum();
    return digits(4, risk.least(), a[0][0], a[D - 1][D - 1], risk.atZero());
  }

  @Test
  void risksUnderInputScaleToThePrintedDigits() {
    assertThat(scaled(UNIFORM, 4, .25, .5, 1)).isEqualTo("0.1956 0.6492 1.6498");
    assertThat(scaled(UNIFORM, 3, 1.25, 1.5)).isEqualTo("3.410 9.631");
    assertThat(scaled(UNIFORM, 2, 2)).isEqualTo("67.21");
    assertThat(scaled(UNIFORM, 1, 3)).isEqualTo("984.5");
    assertThat(scaled(NORMAL, 4, .25, .5, 1)).isEqualTo("0.5762 1.7944 3.5484");
    assertThat(scaled(NORMAL, 3, 1.25)).isEqualTo("8.734");
    assertThat(scaled(NORMAL, 2, 1.5)).isEqualTo("30.67");
    assertThat(scaled(NORMAL, 1, 2)).isEqualTo("246.5");
    assertThat(scaled(NORMAL, 0, 3)).isEqualTo("3748");
  }

  private static String scaled(RegressionPrompts law, int decimals, double... factors) {
    double[][] a = LinearAttentionRisk.on(law).optimum();
    double[] risks = new double[factors.length];
    for (int i = 0; i < risks.length; i++) {
      risks[i] =
          LinearAttentionRisk.on(
                  new RegressionPrompts(
                      law.inputs().scaled(factors[i]), WEIGHTS, law.context(), law.noise()))
              .of(a);
    }
    return digits(decimals, risks);
  }

  @Test
  void risksUnderContextNoiseAndTaskScaleToThePrintedDigits() {
    double[][] a = LinearAttentionRisk.on(NORMAL).optimum();
    InputLaw inputs = NORMAL.inputs();
    double[] contexts = {5, 10, 40, 100, 1000};
    double[] risks = new double[contexts.length];
    for (int i = 0; i < risks.length; i++) {
      risks[i] =
          LinearAttentionRisk.on(new RegressionPrompts(inputs, WEIGHTS, (int) contexts[i], 0))
              .of(a);
    }
    assertThat(digits(3, risks)).isEqualTo("10.416 5.838 2.404 1.717 1.305");
    double one = LinearAttentionRisk.on(new RegressionPrompts(inputs, WEIGHTS, 20, 1)).of(a);
    double two = LinearAttentionRisk.on(new RegressionPrompts(inputs, WEIGHTS, 20, 2)).of(a);
    assertThat(digits(3, one, two)).isEqualTo("3.757 4.381");
    for (double c : new double[] {.5, 2, 3}) {
      assertThat(
              LinearAttentionRisk.on(
                      new RegressionPrompts(inputs, new WeightLaw.Gaussian(c), 20, 0))
                  .of(a))
          .isCloseTo(c * c * 3.548387, within(1e-5 * c * c));
    }
  }

  /** The same numbers from sampled prompts, for a matrix that is neither symmetric nor optimal. */
  @Test
  void agreesWithMonteCarlo() {
    double[][] covariance = {{1.2, .5, -.2}, {.5, .8, .1}, {-.2, .1, .6}};
    double[][] a = {{.5, -.3, .1}, {.2, .4, .3}, {0, -.1, .9}};
    for (InputLaw inputs :
        List.of(
            new InputLaw.Gaussian(covariance),
            new InputLaw.Uniform(3, 1.7),
            new InputLaw.Sparse(3, .8, 3))) {
      RegressionPrompts law = new RegressionPrompts(inputs, new WeightLaw.Gaussian(1.3), 6, .7);
      double exact = LinearAttentionRisk.on(law).of(a);
      int count = 100_000;
      Prompts prompts = law.sample(count, Seed.of(3));
      double[] predictions = LinearSelfAttention.constructedGradientDescent(a).predict(prompts);
      double sum = 0;
      double squares = 0;
      for (int p = 0; p < count; p++) {
        double loss = Math.pow(predictions[p] - prompts.targets()[p], 2);
        sum += loss;
        squares += loss * loss;
      }
      double mean = sum / count;
      double error = Math.sqrt((squares / count - mean * mean) / count);
      assertThat(error).isLessThan(.02 * exact);
      assertThat((mean - exact) / error).as(inputs.toString()).isBetween(-4.0, 4.0);
    }
  }

  @Test
  void noMatrixIsBetterThanTheOptimum() {
    for (RegressionPrompts law : List.of(UNIFORM, NORMAL, NOISY, logSpaced())) {
      LinearAttentionRisk risk = LinearAttentionRisk.on(law);
      double[][] best = risk.optimum();
      var random = Seed.of(1).random();
      for (int trial = 0; trial < 20; trial++) {
        double[][] moved = new double[D][D];
        double size = 0;
        for (int i = 0; i < D; i++) {
          for (int k = 0; k < D; k++) {
            double by = .01 * random.nextGaussian();
            moved[i][k] = best[i][k] + by;
            size += by * by;
          }
        }
        assertThat(risk.of(moved)).isGreaterThan(risk.least() + .01 * size);
      }
      assertThat(risk.of(risk.bestRate())).isGreaterThanOrEqualTo(risk.least() - 1e-12);
      assertThat(risk.of(risk.bestRate() * 1.01)).isGreaterThan(risk.of(risk.bestRate()));
    }
  }

  @Test
  void refusesWhatItCannotAnswer() {
    WeightLaw pool = new WeightLaw.Pool(List.of(new double[D]));
    assertThatThrownBy(
            () -> LinearAttentionRisk.on(new RegressionPrompts(UNIFORM.inputs(), pool, 10, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Gaussian weights, got Pool");
    LinearAttentionRisk risk = LinearAttentionRisk.on(UNIFORM);
    assertThatThrownBy(() -> risk.of(new double[3][3])).hasMessageContaining("10 × 10, got 3");
    assertThatThrownBy(() -> risk.of(Double.NaN)).hasMessageContaining("(0, 0) is NaN");
  }

  private static String digits(int decimals, double... values) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(text.isEmpty() ? "" : " ")
          .append(String.format(Locale.ROOT, "%." + decimals + "f", value));
    }
    return text.toString();
  }
}
