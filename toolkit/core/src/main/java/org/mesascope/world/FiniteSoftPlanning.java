package org.mesascope.world;

import java.util.Arrays;
import org.mesascope.task.TransitionReward;

/**
 * The maximum causal entropy policy of a reward over T steps: V_T = 0, V_t(s) = (1/β) ln Σ exp(β
 * Q_t(s, a)), Q_t = R + γ P V_{t+1} (Ziebart 2010, chapter 6). The policy depends on time. Discount
 * 1 is welcome. Exact up to rounding. Cost: O(T · transitions); memory: O(T · states · actions).
 */
public final class FiniteSoftPlanning {

  private final FiniteMdp mdp;
  private final int steps;
  private final double[] values;
  private final StagedPolicy policy;

  private FiniteSoftPlanning(FiniteMdp mdp, double[] reward, double beta, int steps) {
    SoftPlanning.requireBeta(beta);
    StagedPolicy.requireSteps(steps);
    this.mdp = mdp;
    this.steps = steps;
    int states = mdp.states();
    values = new double[(steps + 1) * states];
    double[] later = new double[states];
    double[] now = new double[states];
    double[] q = new double[mdp.actions()];
    TabularPolicy[] stages = new TabularPolicy[steps];
    for (int t = steps - 1; t >= 0; t--) {
      for (int s = 0; s < states; s++) {
        if (!mdp.isTerminal(s)) {
          Backup.actionValues(mdp, reward, later, s, q);
          now[s] = Backup.softMax(q, beta);
        }
      }
      Backup.requireFinite(now);
      stages[t] = SoftPlanning.softPolicy(mdp, reward, later, beta, q);
      System.arraycopy(now, 0, values, t * states, states);
      System.arraycopy(now, 0, later, 0, states);
    }
    policy = new StagedPolicy(Arrays.asList(stages));
  }

  /**
   * Plans.
   *
   * @param beta inverse temperature β, above 0
   * @param steps T, how many actions are taken, at least 1
   * @throws IllegalArgumentException if a possible transition's reward is not finite
   */
  public static FiniteSoftPlanning of(
      FiniteMdp mdp, TransitionReward reward, double beta, int steps) {
    return new FiniteSoftPlanning(mdp, mdp.expectedReward(reward), beta, steps);
  }

  /** T. */
  public int steps() {
    return steps;
  }

  /** V_t(s), t from 0 to T. */
  public double value(int t, int state) {
    return values[t * mdp.states() + state];
  }

  /** V_t, one number a state. A copy. */
  public double[] values(int t) {
    return Arrays.copyOfRange(values, t * mdp.states(), (t + 1) * mdp.states());
  }

  /** μ₀ · V₀. */
  public double startValue() {
    return Backup.atStart(mdp, values(0));
  }

  /** π_t, t from 0 to T − 1. */
  public StagedPolicy policy() {
    return policy;
  }
}
