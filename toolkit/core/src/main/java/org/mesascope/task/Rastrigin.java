package org.mesascope.task;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.mesascope.stats.Seed;

/**
 * Rastrigin's function around a centre c, f(θ) = 10 d + Σᵢ (θᵢ − cᵢ)² − 10 cos 2π(θᵢ − cᵢ), least
 * at the centre with f = 0, with about ten local minima a coordinate. Start and centre are drawn,
 * both uniform in [−5.12, 5.12] in each coordinate.
 *
 * @param dimension at least 1
 */
public record Rastrigin(int dimension) implements TaskFamily {

  private static final double REACH = 5.12;

  /** Fails without a dimension. */
  public Rastrigin {
    Families.positive("Rastrigin's function", "dimension", dimension);
  }

  @Override
  public String name() {
    return "Rastrigin, d = " + dimension;
  }

  @Override
  public TaskParams sample(Seed seed) {
    RandomGenerator random = seed.random();
    double[] start = Draws.uniform(random, dimension, REACH);
    double[] centre = Draws.uniform(random, dimension, REACH);
    return new TaskParams(Map.of("start", start, "centre", centre));
  }

  @Override
  public Task task(TaskParams params) {
    double[] centre = Families.array(this, params, "centre", dimension);
    return StartedTask.of(
        Families.array(this, params, "start", dimension),
        (x, slope) -> valueAndSlope(x, centre, slope));
  }

  private static double valueAndSlope(double[] x, double[] centre, double[] slope) {
    double loss = 0;
    for (int i = 0; i < x.length; i++) {
      double z = x[i] - centre[i];
      double turn = 2 * Math.PI * z;
      loss += z * z + 10 * (1 - Math.cos(turn));
      slope[i] = 2 * z + 20 * Math.PI * Math.sin(turn);
    }
    return loss;
  }
}
