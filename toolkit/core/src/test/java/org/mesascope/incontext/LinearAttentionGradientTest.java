package org.mesascope.incontext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mesascope.numeric.NoiseStream;
import org.mesascope.stats.Seed;
import org.mesascope.task.InputLaw;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.WeightLaw;

/** The hand-written gradients against finite differences of the model in double precision. */
class LinearAttentionGradientTest {

  private static final int D = 3;
  private static final int CONTEXT = 5;
  private static final int BATCH = 300;
  private static final RegressionPrompts LAW =
      new RegressionPrompts(new InputLaw.Uniform(D, 1), new WeightLaw.Gaussian(1), CONTEXT, .2);

  private static final List<LinearAttentionShape> SHAPES =
      List.of(
          LinearAttentionShape.oneLayer(D),
          LinearAttentionShape.stack(D, 1),
          LinearAttentionShape.stack(D, 2),
          LinearAttentionShape.stack(D, 4),
          LinearAttentionShape.looped(D, 3),
          new LinearAttentionShape(D, 3, false, true),
          new LinearAttentionShape(D, 2, true, true));

  private static float[] weights(LinearAttentionShape shape) {
    float[] weights = new float[shape.weights()];
    new NoiseStream(4).normals(weights, weights.length, .3f);
    return weights;
  }

  static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static double loss(LinearAttentionShape shape, double[] weights, Prompts prompts) {
    double[] predictions = new LinearSelfAttention("tried", shape, weights).predict(prompts);
    double sum = 0;
    for (int p = 0; p < predictions.length; p++) {
      sum += Math.pow(predictions[p] - prompts.targets()[p], 2);
    }
    return sum / predictions.length;
  }

  @Test
  void gradientsAreTheDerivativesOfTheLoss() {
    Prompts prompts = LAW.sample(BATCH, Seed.of(1));
    double step = 1e-4;
    for (LinearAttentionShape shape : SHAPES) {
      float[] weights = weights(shape);
      float[] gradient = new float[weights.length];
      double loss;
      try (LinearAttentionGradient on = new LinearAttentionGradient(shape, prompts, 1)) {
        loss = on.at(weights, gradient);
      }
      double[] at = doubles(weights);
      assertThat(loss).isCloseTo(loss(shape, at, prompts), within(1e-5 * loss));
      double largest = 0;
      for (float g : gradient) {
        largest = Math.max(largest, Math.abs(g));
      }
      for (int i = 0; i < at.length; i++) {
        double before = at[i];
        at[i] = before + step;
        double above = loss(shape, at, prompts);
        at[i] = before - step;
        double below = loss(shape, at, prompts);
        at[i] = before;
        assertThat((double) gradient[i])
            .as("%s, weight %d", shape, i)
            .isCloseTo((above - below) / (2 * step), within(2e-5 * largest));
      }
    }
  }

  @Test
  void bitsDoNotDependOnThreads() {
    Prompts prompts = LAW.sample(1500, Seed.of(2));
    for (LinearAttentionShape shape : SHAPES) {
      float[] weights = weights(shape);
      float[] first = new float[weights.length];
      float[] second = new float[weights.length];
      try (LinearAttentionGradient one = new LinearAttentionGradient(shape, prompts, 1);
          LinearAttentionGradient three = new LinearAttentionGradient(shape, prompts, 3)) {
        double loss = one.at(weights, first);
        for (int repeat = 0; repeat < 20; repeat++) {
          assertThat(three.at(weights, second)).isEqualTo(loss);
          assertThat(second).containsExactly(first);
        }
      }
    }
  }

  @Test
  void refusesBadInput() {
    Prompts prompts = LAW.sample(3, Seed.of(3));
    assertThatThrownBy(
            () -> new LinearAttentionGradient(LinearAttentionShape.oneLayer(4), prompts, 1))
        .hasMessageContaining("in 4 dimensions, got 3 of 5 in 3");
    try (LinearAttentionGradient on =
        new LinearAttentionGradient(LinearAttentionShape.oneLayer(D), prompts, 1)) {
      assertThatThrownBy(() -> on.at(new float[64], new float[3]))
          .hasMessageContaining("expects 64 weights")
          .hasMessageContaining("[64, 3]");
    }
  }
}
