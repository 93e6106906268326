package org.mesascope.train;

import org.mesascope.world.World;

/**
 * A family of softmax policies π_θ(a | s) ∝ exp z(s, a; θ): what a training may reach.
 *
 * <p>Anything whose logits are differentiable in θ can be one. Name and parameters are what a saved
 * policy keeps.
 */
public interface PolicyFamily {

  /** A name that tells this family from others, kept in files. */
  String name();

  /** The logits in a world. Called once a world; may look at all of its observations. */
  Logits in(World world);

  /** Logits as a function of the parameters, and its derivative. */
  interface Logits {

    /** How many parameters there are. */
    int parameters();

    /**
     * Writes the logits.
     *
     * @param parameters θ
     * @param logits z, row by row, one row a state
     */
    void forward(double[] parameters, double[] logits);

    /**
     * Adds the derivative by the parameters to {@code gradient}.
     *
     * @param parameters θ
     * @param logitGradient the derivative by z, row by row
     * @param gradient the derivative by θ, added to
     */
    void backward(double[] parameters, double[] logitGradient, double[] gradient);
  }

  /**
   * Softmax, linear in the observation: z(s, a) = θ_a · o(s), and z(s, 0) = 0, for action 0 is the
   * reference. θ holds the weights of action 1, then those of action 2 and so on. With two actions
   * it is logistic regression, logit P(1) = θ · o.
   */
  static PolicyFamily linear() {
    return new LinearFamily();
  }

  /** Softmax with a logit for each state and action: z(s, a) = θ[s · actions + a]. */
  static PolicyFamily tabular() {
    return new TabularFamily();
  }
}
