package org.mesascope.align;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.jspecify.annotations.Nullable;
import org.mesascope.infer.InferredObjective;
import org.mesascope.task.LinearReward;
import org.mesascope.task.TransitionReward;

/**
 * How far the measures of an inferred objective range over the objectives that its traces allow:
 * the middle 95 % over weights w ~ N(ŵ, covariance). A distance is never negative, so near 0 such a
 * range lies above it.
 *
 * <p>{@value #DRAWS} Sobol points carried to the normal distribution: without randomness, the same
 * at each call. Cost: that many distances and regrets.
 *
 * @param epic low and high, or null where the distance is undefined
 * @param regret low of the least and high of the most over ties, or null where it is undefined
 */
record Plausible(double @Nullable [] epic, double @Nullable [] regret) {

  private static final int DRAWS = 127;
  private static final double TAIL = .025;

  /** Null where there is no covariance: for exact input, and for very many parameters. */
  static @Nullable Plausible of(
      EpicDistance epic,
      NormalisedRegret regret,
      InferredObjective found,
      TransitionReward reward,
      TransitionReward base) {
    if (found.covariance().length == 0 || !(reward instanceof LinearReward linear)) {
      return null;
    }
    double[] centre = linear.weights();
    double[][] draws = draws(centre, found.covariance());
    double[] distances = new double[DRAWS];
    double[] least = new double[DRAWS];
    double[] most = new double[DRAWS];
    int known = 0;
    int costed = 0;
    for (double[] draw : draws) {
      LinearReward other = linear.withWeights(draw);
      if (epic.between(other, base) instanceof Distance.Known distance) {
        distances[known++] = distance.distance();
      }
      if (regret.of(other, base) instanceof Regret.Known cost) {
        least[costed] = cost.min();
        most[costed++] = cost.max();
      }
    }
    return new Plausible(
        known == 0
            ? null
            : new double[] {at(distances, known, TAIL), at(distances, known, 1 - TAIL)},
        costed == 0 ? null : new double[] {at(least, costed, TAIL), at(most, costed, 1 - TAIL)});
  }

  private static double[][] draws(double[] centre, double[] covariance) {
    int size = centre.length;
    RealMatrix matrix = new Array2DRowRealMatrix(size, size);
    for (int i = 0; i < covariance.length; i++) {
      matrix.setEntry(i / size, i % size, covariance[i]);
    }
    SingularValueDecomposition parts = new SingularValueDecomposition(matrix);
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    SobolSequenceGenerator points = new SobolSequenceGenerator(size);
    points.skipTo(1);
    double[][] draws = new double[DRAWS][];
    for (int i = 0; i < DRAWS; i++) {
      double[] z = points.nextVector();
      for (int k = 0; k < size; k++) {
        z[k] = normal.inverseCumulativeProbability(z[k]) * Math.sqrt(parts.getSingularValues()[k]);
      }
      draws[i] = parts.getU().operate(z);
      for (int k = 0; k < size; k++) {
        draws[i][k] += centre[k];
      }
    }
    return draws;
  }

  private static double at(double[] values, int count, double share) {
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.round(share * (count - 1))];
  }
}
