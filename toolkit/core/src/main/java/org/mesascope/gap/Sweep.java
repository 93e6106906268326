package org.mesascope.gap;

import java.util.ArrayList;
import java.util.List;
import org.mesascope.stats.Seed;
import org.mesascope.task.Mixture;

/** What the sweeps share: measuring one system, and laying out what all of them gave. */
final class Sweep {

  private Sweep() {}

  /** Training capability, training objective, deployment capability, deployment objective. */
  private static final int SCORES = 4;

  /** Measures a system in training and in deployment. */
  static <S, E> double[] measure(
      Outcomes<S, E> outcomes,
      S system,
      Mixture<E> training,
      Mixture<E> deployment,
      Seed seed,
      String where) {
    Seed inTraining = seed.split("training");
    Seed inDeployment = seed.split("deployment");
    return new double[] {
      mean(outcomes.capabilityMeasure(), system, training, inTraining, where),
      mean(outcomes.objectiveMeasure(), system, training, inTraining, where),
      mean(outcomes.capabilityMeasure(), system, deployment, inDeployment, where),
      mean(outcomes.objectiveMeasure(), system, deployment, inDeployment, where)
    };
  }

  /**
   * Turns results by seed into points by place.
   *
   * @param bySeed at the same places
   */
  static List<GapPoint> points(List<SeedScores> bySeed) {
    double[] places = bySeed.get(0).places();
    List<GapPoint> points = new ArrayList<>();
    for (int k = 0; k < places.length; k++) {
      double[][] scores = new double[SCORES][bySeed.size()];
      for (int i = 0; i < bySeed.size(); i++) {
        for (int j = 0; j < SCORES; j++) {
          scores[j][i] = bySeed.get(i).scores()[k][j];
        }
      }
      points.add(
          new GapPoint(
              places[k], new Scores(scores[0], scores[1]), new Scores(scores[2], scores[3])));
    }
    return points;
  }

  private static <S, E> double mean(
      Measure<S, E> measure, S system, Mixture<E> environments, Seed seed, String where) {
    double sum = 0;
    for (int m = 0; m < environments.members().size(); m++) {
      E environment = environments.members().get(m);
      double value = measure.of(system, environment, seed.split(m));
      if (!Double.isFinite(value)) {
        throw new IllegalStateException(
            "a measure expects a finite number, got %s for %s in %s"
                .formatted(value, where, environment));
      }
      sum += environments.weights()[m] * value;
    }
    return sum;
  }
}
