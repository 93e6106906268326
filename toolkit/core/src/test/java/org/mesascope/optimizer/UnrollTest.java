package org.mesascope.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.Quadratics;
import org.mesascope.task.TaskBatch;
import org.mesascope.task.TaskParams;

class UnrollTest {

  /** f = (aθ − 1)² with a = 1 and a = 10, on which gradient descent has a closed form. */
  private static final TaskBatch TWO = Quadratics.random(1).batch(List.of(params(1), params(10)));

  private static TaskParams params(double a) {
    return new TaskParams(Map.of("W", new double[] {a}, "y", new double[] {1}));
  }

  /** The residual shrinks by 1 − 2 rate a² a step: by .8 for a = 1, by −19 for a = 10. */
  @Test
  void lossesOfGradientDescent() {
    Unroll unroll = Unroll.of(Baseline.sgd(.1), TWO, 30);
    for (int t = 0; t <= 30; t++) {
      float[] losses = unroll.lossesAt(t);
      assertThat((double) losses[0]).isCloseTo(Math.pow(.64, t), within(1e-6));
      double other = Math.pow(361, t);
      if (other < Float.MAX_VALUE) {
        assertThat((double) losses[1]).isCloseTo(other, within(1e-4 * other));
      } else {
        assertThat(losses[1]).isEqualTo(Float.POSITIVE_INFINITY);
      }
    }
    LossSummary last = unroll.at(30);
    assertThat(last.divergentShare()).isEqualTo(.5);
    assertThat(last.median()).isInfinite();
    assertThat(last.geometricMean()).isCloseTo(Math.pow(.64, 30), within(1e-8));
    assertThat(unroll.curve()).hasSize(31);
    assertThat(LossSummary.table("two", List.of(unroll)).toText()).contains("SGD(0.1)", "∞");
    assertThat(LossSummary.table("two", List.of(unroll, unroll), 0, 10).rows()).hasSize(4);
  }

  /** Who has diverged is not counted as back when an optimizer jumps to the optimum. */
  @Test
  void divergenceIsForGood() {
    Optimizer jumping =
        new Optimizer() {
          @Override
          public String name() {
            return "jumping";
          }

          @Override
          public Run start(int dimension, int batch) {
            int[] step = {0};
            return (parameters, loss, gradient) -> parameters[0] = step[0]++ == 0 ? Float.NaN : 1;
          }
        };
    Unroll unroll = Unroll.of(jumping, TWO, 3);
    assertThat(unroll.lossesAt(0)).containsExactly(1, 1);
    for (int t = 1; t <= 3; t++) {
      assertThat(unroll.lossesAt(t)).containsExactly(Float.POSITIVE_INFINITY, 1);
    }
  }

  @Test
  void tracesAddUp() {
    TaskBatch batch = Quadratics.random(3).batch(4, Seed.of(1));
    UpdateTrace trace = Unroll.trace(Baseline.momentum(.005, .9), batch, 10);
    float[] loss = new float[4];
    float[] gradient = new float[12];
    float[] m = new float[12];
    for (int t = 0; t < 10; t++) {
      batch.lossAndGradient(trace.parameters()[t], loss, gradient);
      assertThat(trace.gradients()[t]).isEqualTo(gradient);
      assertThat(trace.unroll().lossesAt(t)).isEqualTo(loss);
      float[] next = t == 9 ? trace.unroll().parameters() : trace.parameters()[t + 1];
      for (int i = 0; i < 12; i++) {
        m[i] = .9f * m[i] + gradient[i];
        assertThat(trace.updates()[t][i]).isCloseTo(-.005f * m[i], within(1e-5f));
        assertThat(trace.parameters()[t][i] + trace.updates()[t][i])
            .isCloseTo(next[i], within(1e-6f));
      }
    }
    assertThat(trace.unroll().losses())
        .isDeepEqualTo(Unroll.of(Baseline.momentum(.005, .9), batch, 10).losses());
  }

  @Test
  void summaryOfOddAndBadLosses() {
    LossSummary summary = LossSummary.of(new float[] {4, Float.NaN, 1});
    assertThat(summary.median()).isEqualTo(4);
    assertThat(summary.geometricMean()).isCloseTo(2, within(1e-12));
    assertThat(summary.divergentShare()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(LossSummary.of(new float[] {Float.POSITIVE_INFINITY}).geometricMean()).isInfinite();
    assertThat(LossSummary.of(new float[] {0, 0}).geometricMean())
        .isCloseTo(LossSummary.FLOOR, within(1e-40));
    assertThatThrownBy(() -> LossSummary.of(new float[0])).hasMessageContaining("at least one");
  }

  @Test
  void badStepsAndInterruption() {
    assertThatThrownBy(() -> Unroll.of(Baseline.sgd(.1), TWO, -1)).hasMessageContaining("got -1");
    assertThatThrownBy(() -> Unroll.of(Baseline.sgd(.1), TWO, 2).lossesAt(3))
        .hasMessageContaining("steps 0 to 2, not at 3");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Unroll.of(Baseline.sgd(.1), TWO, 2))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
