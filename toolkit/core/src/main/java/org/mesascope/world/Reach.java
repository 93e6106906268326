package org.mesascope.world;

import java.util.function.IntPredicate;

/** The exact probability that a policy gets somewhere in time. */
public final class Reach {

  private Reach() {}

  /**
   * P(some state of a set is visited at one of the times 0..steps), by backward induction. Cost:
   * O(steps · transitions).
   *
   * @param steps most steps, at least 0
   * @param target the set
   */
  public static double probability(
      FiniteMdp mdp, TabularPolicy policy, int steps, IntPredicate target) {
    policy.requireFit(mdp);
    double[] now = new double[mdp.states()];
    double[] later = new double[mdp.states()];
    for (int s = 0; s < now.length; s++) {
      now[s] = target.test(s) ? 1 : 0;
    }
    for (int t = 0; t < steps; t++) {
      double[] swap = later;
      later = now;
      now = swap;
      for (int s = 0; s < now.length; s++) {
        now[s] = target.test(s) ? 1 : step(mdp, policy, s, later);
      }
    }
    double[] start = mdp.start();
    double probability = 0;
    for (int s = 0; s < now.length; s++) {
      probability += start[s] * now[s];
    }
    return Math.min(1, probability);
  }

  private static double step(FiniteMdp mdp, TabularPolicy policy, int s, double[] later) {
    double sum = 0;
    for (int a = 0; a < mdp.actions(); a++) {
      sum += policy.probability(s, a) * mdp.expect(s, a, later);
    }
    return sum;
  }
}
