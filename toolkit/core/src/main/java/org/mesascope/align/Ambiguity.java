package org.mesascope.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mesascope.infer.Identifiability;
import org.mesascope.task.LinearReward;
import org.mesascope.task.TransitionReward;

/**
 * What the data leave open, measured: the EPIC distances to a base reward that the objectives span
 * which the data cannot tell from the one that was inferred.
 *
 * <p>Those objectives are û + n with û inferred and n in the null space of the Fisher information.
 * Under EPIC's inner product, with u the part of û that is orthogonal to the null space's canonical
 * forms N and b the base reward, the correlation is ⟨u + n, b⟩/(‖u + n‖‖b‖). Its supremum and
 * infimum over n follow from the projections of b on u and on N in closed form.
 *
 * <p>Directions of N that EPIC does not see (constants, potential shaping) leave no ambiguity: what
 * the data cannot tell there does not matter to the distance.
 *
 * @param open how many independent directions of the null space matter
 * @param least infimum of the distance
 * @param most supremum of the distance
 */
record Ambiguity(int open, double least, double most) {

  /**
   * A direction whose canonical form, or what the others leave of it, is shorter than this share of
   * its largest value is not seen. Null directions come from an eigendecomposition, with rounding.
   */
  private static final double UNSEEN = 1e-6;

  /** How many objectives are looked at for {@link #regrets}, over all null directions. */
  private static final int ANGLES = 32;

  /** Whether the data leave the distance open. */
  boolean matters() {
    return open > 0;
  }

  static Ambiguity of(
      EpicDistance epic,
      LinearReward inferred,
      Identifiability identifiability,
      TransitionReward base) {
    List<TransitionReward> rewards = new ArrayList<>();
    for (double[] direction : identifiability.nullDirections()) {
      rewards.add(inferred.withWeights(direction));
    }
    rewards.add(inferred);
    rewards.add(base);
    return project(Gram.of(epic, rewards), rewards.size() - 2);
  }

  /**
   * Regrets among objectives that the data cannot tell apart: the least and the most over û + tan φ
   * · n, with n each null direction in units of û's length and φ on a grid inside (−π/2, π/2).
   * Others may cost less or more. Null where none is defined.
   */
  static double @Nullable [] regrets(
      NormalisedRegret regret,
      LinearReward inferred,
      Identifiability identifiability,
      TransitionReward base) {
    double[][] directions = identifiability.nullDirections();
    int each = Math.max(2, ANGLES / directions.length);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double[] direction : directions) {
      for (int i = 0; i < each; i++) {
        double angle = Math.PI * ((i + .5) / each - .5);
        if (regret.of(along(inferred, direction, Math.tan(angle)), base)
            instanceof Regret.Known known) {
          least = Math.min(least, known.min());
          most = Math.max(most, known.max());
        }
      }
    }
    return least <= most ? new double[] {least, most} : null;
  }

  private static LinearReward along(LinearReward inferred, double[] direction, double step) {
    double[] weights = inferred.weights();
    double length = Math.sqrt(Arrays.stream(weights).map(w -> w * w).sum());
    for (int k = 0; k < weights.length; k++) {
      weights[k] += step * length * direction[k];
    }
    return inferred.withWeights(weights);
  }

  /** Orthogonalises null directions, then û, then b; reads b's coordinates. */
  private static Ambiguity project(Gram gram, int directions) {
    int last = directions + 1;
    double[][] factor = new double[last + 1][last + 1];
    int open = 0;
    for (int i = 0; i <= last; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = gram.covariance()[i][j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        if (i == j) {
          double length = Math.sqrt(Math.max(0, sum));
          boolean seen = length > UNSEEN * gram.size()[i];
          factor[i][i] = seen ? length : 0;
          open += seen && i < directions ? 1 : 0;
        } else {
          factor[i][j] = factor[j][j] > 0 ? sum / factor[j][j] : 0;
        }
      }
    }
    double norm = Math.sqrt(gram.covariance()[last][last]);
    double squares = 0;
    for (int k = 0; k < directions; k++) {
      squares += factor[last][k] * factor[last][k];
    }
    double free = Math.sqrt(squares) / norm;
    double fixed = factor[last][directions] / norm;
    if (open == 0) {
      return new Ambiguity(0, distance(fixed), distance(fixed));
    }
    double highest = fixed > 0 ? Math.hypot(fixed, free) : free;
    double lowest = fixed < 0 ? -Math.hypot(fixed, free) : -free;
    return new Ambiguity(open, distance(highest), distance(lowest));
  }

  private static double distance(double correlation) {
    return Math.sqrt(Math.max(0, Math.min(1, (1 - correlation) / 2)));
  }
}
