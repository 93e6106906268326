package org.mesascope.train;

import java.util.Arrays;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.World;

/**
 * The expected return of a softmax policy on a world's base objective within its horizon, and its
 * exact gradient.
 *
 * <p>With m_t(s) = γ^t P(s_t = s) and Q_t, V_t of the policy: ∂J/∂z(s, a) = Σ_t m_t(s) π(a | s)
 * (Q_t(s, a) − V_t(s)), the policy gradient theorem (Sutton et al. 2000, theorem 1) with time
 * written out. Cost: O(horizon · transitions); memory: O(horizon · states), once.
 */
final class ExactGradient {

  private final FiniteMdp mdp;
  private final int horizon;
  private final PolicyFamily.Logits logits;
  private final double[] reward;
  private final double[] start;
  private final double[][] mass;
  private final double[] z;
  private final double[] p;
  private final double[] zGradient;
  private final double[] q;
  private double[] now;
  private double[] later;

  ExactGradient(World world, PolicyFamily family) {
    mdp = world.mdp();
    horizon = world.horizon();
    logits = family.in(world);
    reward = mdp.expectedReward(world.baseObjective());
    start = mdp.start();
    mass = new double[horizon][mdp.states()];
    int rows = mdp.states() * mdp.actions();
    z = new double[rows];
    p = new double[rows];
    zGradient = new double[rows];
    q = new double[mdp.actions()];
    now = new double[mdp.states()];
    later = new double[mdp.states()];
  }

  int parameters() {
    return logits.parameters();
  }

  /**
   * The expected return, and {@code weight} times its gradient added to {@code gradient}.
   *
   * @param parameters θ
   */
  double add(double[] parameters, double weight, double[] gradient) {
    logits.forward(parameters, z);
    Softmax.rows(z, mdp.actions(), p);
    pushMass();
    Arrays.fill(zGradient, 0);
    Arrays.fill(now, 0);
    for (int t = horizon - 1; t >= 0; t--) {
      double[] swap = later;
      later = now;
      now = swap;
      for (int s = 0; s < now.length; s++) {
        now[s] = mdp.isTerminal(s) ? 0 : backUp(s, weight * mass[t][s]);
      }
    }
    logits.backward(parameters, zGradient, gradient);
    double objective = 0;
    for (int s = 0; s < now.length; s++) {
      objective += start[s] * now[s];
    }
    return objective;
  }

  private void pushMass() {
    System.arraycopy(start, 0, mass[0], 0, start.length);
    for (int t = 1; t < horizon; t++) {
      Arrays.fill(mass[t], 0);
      for (int row = 0; row < p.length; row++) {
        double moved = mdp.discount() * mass[t - 1][row / q.length] * p[row];
        for (int k = mdp.rowStart()[row]; k < mdp.rowStart()[row + 1]; k++) {
          mass[t][mdp.next()[k]] += moved * mdp.probability()[k];
        }
      }
    }
  }

  /** V_t(s), with this state's part of the gradient added. */
  private double backUp(int s, double weightedMass) {
    int first = s * q.length;
    double value = 0;
    for (int a = 0; a < q.length; a++) {
      q[a] = reward[first + a] + mdp.discount() * mdp.expect(s, a, later);
      value += p[first + a] * q[a];
    }
    for (int a = 0; a < q.length; a++) {
      zGradient[first + a] += weightedMass * p[first + a] * (q[a] - value);
    }
    return value;
  }
}
