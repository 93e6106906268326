package org.mesascope.task;

import java.util.List;

/**
 * A reward that is linear in its weights: R(s, a, s′) = Σ_k w_k φ_k(s, a, s′). Inference gives such
 * rewards, so that what its data cannot tell, directions of weights, can be read as rewards too.
 */
public interface LinearReward extends TransitionReward {

  /** A reward as a function of weights and transition, linear in the weights. */
  @FunctionalInterface
  interface Function {
    double at(double[] weights, int state, int action, int next);
  }

  /** w. A copy. */
  double[] weights();

  /** The same features under other weights, as many. */
  LinearReward withWeights(double... weights);

  /**
   * A linear reward.
   *
   * @param function linear in the weights; keeps no reference to them
   * @param weights finite
   */
  static LinearReward of(String name, Function function, double... weights) {
    return new Weighted(name, function, weights.clone());
  }

  /** w · φ for features given as rewards, one weight each. */
  static LinearReward of(String name, List<TransitionReward> features, double... weights) {
    List<TransitionReward> all = List.copyOf(features);
    if (all.size() != weights.length) {
      throw new IllegalArgumentException(
          "reward \"%s\" expects a weight for each of %d features, got %d"
              .formatted(name, all.size(), weights.length));
    }
    Function sum =
        (w, s, a, next) -> {
          double total = 0;
          for (int k = 0; k < w.length; k++) {
            total += w[k] * all.get(k).at(s, a, next);
          }
          return total;
        };
    return of(name, sum, weights);
  }

  /** A function with its name and weights. */
  final class Weighted implements LinearReward {
    private final String name;
    private final Function function;
    private final double[] weights;

    private Weighted(String name, Function function, double[] weights) {
      for (int k = 0; k < weights.length; k++) {
        if (!Double.isFinite(weights[k])) {
          throw new IllegalArgumentException(
              "weight %d of reward \"%s\" expects a finite number, got %s"
                  .formatted(k, name, weights[k]));
        }
      }
      this.name = name;
      this.function = function;
      this.weights = weights;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public double at(int state, int action, int next) {
      return function.at(weights, state, action, next);
    }

    @Override
    public double[] weights() {
      return weights.clone();
    }

    @Override
    public LinearReward withWeights(double... other) {
      if (other.length != weights.length) {
        throw new IllegalArgumentException(
            "reward \"%s\" expects %d weights, got %d"
                .formatted(name, weights.length, other.length));
      }
      return new Weighted(name, function, other.clone());
    }
  }
}
