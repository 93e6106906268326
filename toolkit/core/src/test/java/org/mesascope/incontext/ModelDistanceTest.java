package org.mesascope.incontext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.InputLaw;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.WeightLaw;

/**
 * The controls of one layer of linear self-attention at x ~ U(−1, 1), d = 10, N = 10, from an
 * independent computation on 20,000 prompts. The absolute error of a loss is about 1.5 % there and
 * 3 % here; the paired measures are sharper.
 */
class ModelDistanceTest {

  private static final int D = 10;

  /** Γ⁻¹ for those moments: m₂ = 1/3, m₄ = 1/5. */
  private static final double RATE = 1 / ((1.0 / 3) * .9 + (.6 + 9.0 / 3) / 10);

  private static final RegressionPrompts SETTING =
      new RegressionPrompts(new InputLaw.Uniform(D, 1), new WeightLaw.Gaussian(1), 10, 0);
  private static final Prompts PROMPTS = SETTING.sample(5_000, Seed.of(1));
  private static final InContextModel STEP = Rivals.gradientDescent(RATE);

  private static void expect(
      InContextModel model, double loss, double prediction, double cosine, double difference) {
    double[] y = model.predict(PROMPTS);
    double sum = 0;
    for (int p = 0; p < y.length; p++) {
      sum += Math.pow(y[p] - PROMPTS.targets()[p], 2) / y.length;
    }
    assertThat(sum).isCloseTo(loss, within(.07 * loss));
    ModelDistance from = ModelDistance.between(model, STEP, PROMPTS);
    assertThat(from.prediction().value()).isCloseTo(prediction, within(.04 * prediction + 1e-9));
    assertThat(Objects.requireNonNull(from.cosine()).value()).isCloseTo(cosine, within(.02));
    assertThat(from.model().value()).isCloseTo(difference, within(.02 * difference + 1e-9));
  }

  @Test
  void theRateIsTheOptimum() {
    assertThat(RATE).isCloseTo(1.5152, within(1e-4));
  }

  /** Attention weights that take the step: an independent computation of the same predictions. */
  @Test
  void constructedWeights() {
    expect(Constructions.descent(D, 0, RATE).named("constructed"), 1.6498, 0, 1, 0);
  }

  /** The cosine alone cannot see it. */
  @Test
  void twiceTheRate() {
    expect(Rivals.gradientDescent(2 * RATE), 3.333, .961, 1, 2.07);
  }

  @Test
  void untrained() {
    expect(Constructions.untrained(D, Seed.of(2)).named("untrained"), 3.333, .961, 0, 2.07);
  }

  @Test
  void ridge() {
    expect(Rivals.ridge(1), .889, .434, .912, .93);
  }

  /** Its loss is (d + ‖w‖²)/3: here ‖w‖² = 5.5. */
  @Test
  void memoriserOfOneW() {
    InContextModel memoriser = Rivals.fixed(1, -1, 1, -1, 1, .5, 0, 0, .5, 0);
    ModelDistance from = ModelDistance.between(memoriser, STEP, PROMPTS);
    assertThat(Objects.requireNonNull(from.cosine()).value()).isCloseTo(0, within(.02));
    double own = (D + 5.5) / 3;
    assertThat(from.loss().value()).isCloseTo(own - 1.6498, within(.3));
    assertThat(Objects.requireNonNull(from.loss().interval()).contains(own - 1.6498)).isTrue();
  }

  /** Two steps reach 1.113 at their best rates, one 1.650. */
  @Test
  void twoStepsAreBetterThanOne() {
    ModelDistance from = ModelDistance.between(Rivals.gradientDescent(1.1, 2.7), STEP, PROMPTS);
    assertThat(from.loss().value()).isCloseTo(1.113 - 1.6498, within(.07));
  }

  @Test
  void distancesAreSymmetricAndZeroToOneself() {
    ModelDistance self = ModelDistance.between(STEP, STEP, PROMPTS);
    assertThat(self.prediction().value()).isZero();
    assertThat(self.model().value()).isZero();
    assertThat(self.loss().value()).isZero();
    ModelDistance to = ModelDistance.between(STEP, Rivals.ridge(1), PROMPTS);
    ModelDistance from = ModelDistance.between(Rivals.ridge(1), STEP, PROMPTS);
    assertThat(to.prediction()).isEqualTo(from.prediction());
    assertThat(to.loss().value()).isCloseTo(-from.loss().value(), within(1e-12));
  }

  @Test
  void whatHasNoSensitivityHasNoCosine() {
    assertThat(ModelDistance.between(STEP, Rivals.nearestNeighbour(), PROMPTS).cosine()).isNull();
  }

  @Test
  void refusesWhatCannotBeCompared() {
    InContextModel broken = ((LearningRule) examples -> new double[] {Double.NaN}).named("broken");
    Prompts line =
        new RegressionPrompts(new InputLaw.Uniform(1, 1), new WeightLaw.Gaussian(1), 2, 0)
            .sample(3, Seed.of(1));
    assertThatThrownBy(() -> ModelDistance.between(broken, Rivals.nothing(), line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"broken\" expects finite prediction values, gave NaN at index 0");
    double[] none = {};
    assertThatThrownBy(
            () ->
                ModelDistance.between(
                    STEP, STEP, new Prompts(0, 2, 1, none, none, none, none, none)))
        .hasMessageContaining("at least 2 prompts");
    assertThatThrownBy(
            () ->
                ModelDistance.between(
                    STEP, STEP, new Prompts(2, 2, 1, none, none, none, none, none)))
        .hasMessageContaining("0 inputs");
  }
}
