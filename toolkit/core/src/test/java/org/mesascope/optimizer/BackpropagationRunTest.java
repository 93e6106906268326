package org.mesascope.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;
import org.mesascope.task.Quadratics;
import org.mesascope.task.Task;
import org.mesascope.task.TaskFamily;

class BackpropagationRunTest {

  private static final TaskFamily FAMILY = Quadratics.random(4);
  private static final Seed SEED = Seed.of(3);
  private static final LstmOptimizer LSTM = new LstmOptimizer(4, .1, 10);

  /**
   * Oracle: gradient descent by hand on the same problems. With inner gradients as constants, dL/d
   * log α = Σₜ ∇f(θₜ) · Σ_{s ≤ t} uₛ, the inner sum from the window's beginning.
   */
  @Test
  void theEstimateIsThatOfTheWindow() {
    TruncatedBackpropagation options =
        new TruncatedBackpropagation(TruncationSchedule.constant(7), 3, 50);
    OuterGradient.Run run = options.start(LearnableRule.sgd(.01), FAMILY, SEED);
    float[] weights = LearnableRule.sgd(.01).initial(SEED);
    float[] gradient = new float[1];
    double[][] at = new double[50][4];
    for (int unroll = 1; unroll <= 2; unroll++) {
      for (int b = 0; b < 50; b++) {
        at[b] = new double[4];
      }
      for (int steps : new int[] {3, 3, 1}) {
        double loss = 0;
        double slope = 0;
        for (int b = 0; b < 50; b++) {
          Task task = FAMILY.task(FAMILY.sample(SEED.split("unroll/" + unroll).split(b)));
          double[] g = new double[4];
          double[] moved = new double[4];
          task.lossAndGradient(at[b], g);
          for (int t = 0; t < steps; t++) {
            for (int i = 0; i < 4; i++) {
              moved[i] -= .01 * g[i];
              at[b][i] -= .01 * g[i];
            }
            loss += task.lossAndGradient(at[b], g) / (50 * steps);
            for (int i = 0; i < 4; i++) {
              slope += g[i] * moved[i] / (50 * steps);
            }
          }
        }
        assertThat(run.estimate(weights, gradient)).isCloseTo(loss, within(1e-4 * loss));
        assertThat((double) gradient[0]).isCloseTo(slope, within(1e-4 * Math.abs(slope)));
      }
    }
  }

  /** Blocks of the batch are shared out to threads; their number leaves no mark. */
  @Test
  void bitsDependOnNoThread() throws Exception {
    float[][] gradients = new float[2][];
    for (int threads = 1; threads <= 2; threads++) {
      ForkJoinPool pool = new ForkJoinPool(2 * threads - 1);
      gradients[threads - 1] = pool.submit(BackpropagationRunTest::thirdGradient).get();
      pool.shutdown();
    }
    assertThat(gradients[0]).isEqualTo(gradients[1]).isNotEqualTo(new float[LSTM.weights()]);
  }

  private static float[] thirdGradient() {
    OuterGradient.Run run =
        new TruncatedBackpropagation(TruncationSchedule.constant(10), 4, 170)
            .start(LSTM, FAMILY, SEED);
    float[] weights = LSTM.initial(SEED);
    float[] gradient = new float[weights.length];
    for (int i = 0; i < 3; i++) {
      run.estimate(weights, gradient);
    }
    return gradient;
  }

  /** From every place: before the first window, within an unroll, at its end. */
  @Test
  void aStateGoesOnToTheSameBits() {
    TruncatedBackpropagation options =
        new TruncatedBackpropagation(TruncationSchedule.growing(4, 9, 3), 4, 60);
    OuterGradient.Run run = options.start(LSTM, FAMILY, SEED);
    float[] weights = LSTM.initial(SEED);
    float[] gradient = new float[weights.length];
    float[] again = new float[weights.length];
    for (int i = 0; i < 9; i++) {
      OuterState state = run.state();
      double loss = run.estimate(weights, gradient);
      OuterGradient.Run other = options.start(LSTM, FAMILY, SEED);
      other.resume(state);
      assertThat(other.state()).isEqualTo(state);
      assertThat(other.estimate(weights, again)).isEqualTo(loss);
      assertThat(again).isEqualTo(gradient);
    }
  }

  @Test
  void schedulesGrowAndStay() {
    TruncationSchedule growing = TruncationSchedule.growing(10, 100, 30);
    assertThat(growing.length(0)).isEqualTo(10);
    assertThat(growing.length(15)).isEqualTo(55);
    assertThat(growing.length(30)).isEqualTo(100);
    assertThat(growing.length(1L << 40)).isEqualTo(100);
    assertThatThrownBy(() -> TruncationSchedule.growing(10, 9, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10 to 9");
    assertThatThrownBy(() -> TruncationSchedule.constant(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 step");
  }

  @Test
  void whatHasNoDerivativeIsRefused() {
    LearnedOptimizer opaque =
        new LearnedOptimizer() {
          @Override
          public String name() {
            return "opaque";
          }

          @Override
          public int weights() {
            return 1;
          }

          @Override
          public float[] initial(Seed seed) {
            return new float[1];
          }

          @Override
          public Optimizer with(float[] weights) {
            return LearnableRule.sgd(.1).with(weights);
          }
        };
    assertThatThrownBy(() -> TruncatedBackpropagation.defaults().start(opaque, FAMILY, Seed.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("opaque")
        .hasMessageContaining("evolution strategy");
  }
}
