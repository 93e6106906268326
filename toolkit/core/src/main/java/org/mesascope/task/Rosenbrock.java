package org.mesascope.task;

import java.util.Map;
import org.mesascope.stats.Seed;

/**
 * Rosenbrock's valley, f(θ) = Σᵢ 100 (θᵢ₊₁ − θᵢ²)² + (1 − θᵢ)², least at (1, …, 1) with f = 0; from
 * four dimensions on there is a second local minimum near (−1, 1, …, 1). What is drawn is the
 * start, uniform in [−2.048, 2.048] in each coordinate; the function is always the same, so an
 * optimizer that is trained on it can learn where the minimum lies.
 *
 * @param dimension at least 2
 */
public record Rosenbrock(int dimension) implements TaskFamily {

  private static final double REACH = 2.048;

  /** Fails below two dimensions. */
  public Rosenbrock {
    if (dimension < 2) {
      throw new IllegalArgumentException(
          "Rosenbrock's function expects at least 2 dimensions, got " + dimension);
    }
  }

  @Override
  public String name() {
    return "Rosenbrock, d = " + dimension;
  }

  @Override
  public TaskParams sample(Seed seed) {
    return new TaskParams(Map.of("start", Draws.uniform(seed.random(), dimension, REACH)));
  }

  @Override
  public Task task(TaskParams params) {
    return StartedTask.of(
        Families.array(this, params, "start", dimension), Rosenbrock::valueAndSlope);
  }

  private static double valueAndSlope(double[] x, double[] slope) {
    double loss = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      double off = x[i + 1] - x[i] * x[i];
      double left = 1 - x[i];
      loss += 100 * off * off + left * left;
      slope[i] += -400 * off * x[i] - 2 * left;
      slope[i + 1] += 200 * off;
    }
    return loss;
  }
}
