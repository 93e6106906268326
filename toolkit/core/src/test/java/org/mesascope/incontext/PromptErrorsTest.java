package org.mesascope.incontext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.InputLaw;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.WeightLaw;

class PromptErrorsTest {

  private static final RegressionPrompts TRAINING =
      new RegressionPrompts(new InputLaw.Uniform(10, 1), new WeightLaw.Gaussian(1), 10, 0);
  private static final double[] SCALES = {.5, 1, 2};

  private static PromptErrors.Axis scales() {
    return PromptErrors.over(
        "input scale", SCALES, s -> PromptCondition.inputs(TRAINING, s).prompts());
  }

  /** Oracle: the exact risk out of distribution, .6492, 1.6498 and 67.21. */
  @Test
  void errorsAreTheExactRiskAndTheCosineStaysOne() {
    double rate = LinearAttentionRisk.on(TRAINING).bestRate();
    PromptErrors errors =
        scales()
            .compare(
                Rivals.gradientDescent(rate),
                List.of(LinearSelfAttention.constructedGradientDescent(10, rate)),
                4_000,
                Seed.of(1));
    double[] exact = {.6492, 1.6498, 67.21};
    for (int i = 0; i < exact.length; i++) {
      assertThat(errors.errors().get(0).get(i).value()).isCloseTo(exact[i], within(.08 * exact[i]));
      ModelDistance distance = errors.distances().get(1).get(i);
      assertThat(distance.prediction().value()).isLessThan(1e-9);
      assertThat(distance.cosine()).isNotNull();
      assertThat(distance.cosine().value()).isCloseTo(1, within(1e-9));
    }
    assertThat(errors.table().rows()).hasSize(6);
    assertThat(errors.figure().data().rows()).hasSize(6);
    assertThat(errors.errorsOf("constructed gradient descent, 1 step")).hasSize(3);
    assertThatThrownBy(() -> errors.errorsOf("ridge")).hasMessageContaining("no model \"ridge\"");
  }

  @Test
  void refusesWhatItCannotCompare() {
    assertThatThrownBy(() -> PromptErrors.over("scale", new double[] {2, 1}, s -> TRAINING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ascending, got [2.0, 1.0]");
    assertThatThrownBy(
            () -> scales().compare(Rivals.nothing(), List.of(Rivals.nothing()), 10, Seed.of(1)))
        .hasMessageContaining("names of their own");
  }
}
