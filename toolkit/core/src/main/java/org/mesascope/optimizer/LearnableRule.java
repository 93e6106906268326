package org.mesascope.optimizer;

import java.util.Arrays;
import java.util.List;
import org.mesascope.stats.Seed;

/**
 * A hand-designed rule whose hyperparameters are the outer parameters: the learning rate α as its
 * logarithm, a decay β as log β/(1 − β), so that every real number is allowed.
 */
public final class LearnableRule implements DifferentiableOptimizer {

  /** Makes a rule's tape. */
  @FunctionalInterface
  private interface Tapes {
    Tape make(int columns, int steps);
  }

  private final String name;
  private final Tapes tapes;
  private final List<Double> start;

  private LearnableRule(String name, Tapes tapes, Double... start) {
    this.name = name;
    this.tapes = tapes;
    this.start = List.of(start);
  }

  /**
   * θ ← θ − α g; outer parameter log α.
   *
   * @param rate α before meta-training, above 0
   */
  public static LearnableRule sgd(double rate) {
    return new LearnableRule("learnable SGD", SgdTape::new, log(rate));
  }

  /**
   * m ← β m + g, θ ← θ − α m (Polyak 1964); outer parameters log α and logit β.
   *
   * @param rate α before meta-training, above 0
   * @param decay β before meta-training, in (0, 1)
   */
  public static LearnableRule momentum(double rate, double decay) {
    return new LearnableRule("learnable momentum", MomentumTape::new, log(rate), logit(decay));
  }

  /**
   * Adam (Kingma and Ba 2015, algorithm 1, ε = 1e-8); outer parameters log α, logit β₁, logit β₂.
   *
   * @param rate α before meta-training, above 0
   * @param first β₁ before meta-training, in (0, 1)
   * @param second β₂ before meta-training, in (0, 1)
   */
  public static LearnableRule adam(double rate, double first, double second) {
    return new LearnableRule(
        "learnable Adam", AdamTape::new, log(rate), logit(first), logit(second));
  }

  private static double log(double rate) {
    if (!(rate > 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException(
          "a learning rate expects a finite number above 0, got " + rate);
    }
    return Math.log(rate);
  }

  private static double logit(double decay) {
    if (!(decay > 0 && decay < 1)) {
      throw new IllegalArgumentException("a decay expects a number in (0, 1), got " + decay);
    }
    return Math.log(decay) - Math.log1p(-decay);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int weights() {
    return start.size();
  }

  /** The hyperparameters given; the seed has no effect. */
  @Override
  public float[] initial(Seed seed) {
    float[] weights = new float[start.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = start.get(i).floatValue();
    }
    return weights;
  }

  @Override
  public Tape tape(int columns, int steps) {
    return tapes.make(columns, steps);
  }

  /** The hyperparameters that outer parameters stand for: α, then the decays. */
  public double[] hyperparameters(float[] weights) {
    double[] values = new double[weights.length];
    Arrays.setAll(values, i -> i == 0 ? Math.exp(weights[0]) : decay(weights[i]));
    return values;
  }

  static double decay(float weight) {
    return 1 / (1 + Math.exp(-weight));
  }
}
