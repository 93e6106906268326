package org.mesascope.task;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mesascope.stats.Seed;

/** The contract must fail where a family breaks it. */
class TaskContractTest {

  /** f(θ) = ½‖θ − c‖², with something broken. */
  private static class Broken implements TaskFamily {

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public int dimension() {
      return 3;
    }

    @Override
    public TaskParams sample(Seed seed) {
      return new TaskParams(Map.of("c", Draws.uniform(seed.random(), 3, 1)));
    }

    @Override
    public Task task(TaskParams params) {
      return StartedTask.of(new double[3], (x, slope) -> at(x, params.get("c"), slope));
    }

    double at(double[] x, double[] c, double[] slope) {
      double loss = 0;
      for (int i = 0; i < x.length; i++) {
        loss += (x[i] - c[i]) * (x[i] - c[i]) / 2;
        slope[i] = x[i] - c[i];
      }
      return loss;
    }
  }

  @Test
  void aWholeFamilyPasses() {
    TaskContract.check(new Broken(), Seed.of(1));
  }

  @Test
  void brokenGradient() {
    assertBroken(
        new Broken() {
          @Override
          double at(double[] x, double[] c, double[] slope) {
            double loss = super.at(x, c, slope);
            slope[1] *= 1.001;
            return loss;
          }
        },
        "the gradient of parameter 1 expects");
  }

  @Test
  void brokenSeedAndStart() {
    int[] calls = {0};
    assertBroken(
        new Broken() {
          @Override
          public TaskParams sample(Seed seed) {
            return super.sample(Seed.of(calls[0]++));
          }
        },
        "one seed gave two tasks: \"c\" differs");
    double[] shared = new double[3];
    assertBroken(withTask(shared, Double.POSITIVE_INFINITY), "a new, equal array");
  }

  @Test
  void brokenDivergence() {
    assertBroken(withTask(null, Double.NaN), "the loss is NaN");
    assertBroken(withTask(null, 1), "expects infinity, got 1.0");
  }

  @Test
  void brokenBatches() {
    assertBroken(
        new Broken() {
          @Override
          public TaskBatch batch(List<TaskParams> params) {
            List<TaskParams> turned = new ArrayList<>(params);
            Collections.swap(turned, 0, 1);
            return super.batch(turned);
          }
        },
        "of task 0 in a batch expects");
  }

  /** The start as it is shared, and a loss of its own where parameters are no numbers. */
  private static TaskFamily withTask(double @Nullable [] start, double lost) {
    return new Broken() {
      @Override
      public Task task(TaskParams params) {
        Task whole = super.task(params);
        return new Task() {
          @Override
          public int dimension() {
            return 3;
          }

          @Override
          public double[] start() {
            return start == null ? whole.start() : start;
          }

          @Override
          public double lossAndGradient(double[] parameters, double[] gradient) {
            double loss = whole.lossAndGradient(parameters, gradient);
            return Arrays.stream(parameters).allMatch(Double::isFinite) ? loss : lost;
          }
        };
      }
    };
  }

  private static void assertBroken(TaskFamily family, String message) {
    assertThatThrownBy(() -> TaskContract.check(family, Seed.of(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(message);
  }
}
