package org.mesascope.infer;

/** How an agent with a known reward is taken to choose. */
public sealed interface RewardLikelihood {

  /**
   * Soft-optimally: π = exp(Q − V) with soft values, as in {@link MaxCausalEntropyIrl}. The inverse
   * temperature is part of the reward.
   */
  record SoftOptimal() implements RewardLikelihood {}

  /**
   * By P(a | s) ∝ exp(αQ*(s, a)) with the optimal values of the reward (Ramachandran and Amir
   * 2007).
   *
   * @param alpha the inverse temperature, above 0
   */
  record Boltzmann(double alpha) implements RewardLikelihood {
    public Boltzmann {
      if (!(alpha > 0) || !Double.isFinite(alpha)) {
        throw new IllegalArgumentException("an inverse temperature expects above 0, got " + alpha);
      }
    }
  }
}
