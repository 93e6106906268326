package org.mesascope.dl4j;

import java.util.Arrays;
import java.util.List;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.FiniteSoftPlanning;
import org.mesascope.world.SoftPlanning;
import org.mesascope.world.TabularPolicy;

/**
 * Σ n(s, a) ln π(a | s) of soft-optimal choices under a reward for entering states, R(s, a, s′) =
 * f(s′), and its gradient by f: what the traces enter less what the soft policy enters.
 *
 * <p>With c(s) = n(s) − γ Σ n P(s | ·), what the traces bring into s beyond what their own last
 * step would, the policy's visits solve d = c + γ Pᵀ_π d, and ∂/∂f(s′) = Σ (n − d π)(s, a) P(s′ |
 * s, a). Where the traces are complete and many, c is the start distribution and this is Ziebart's
 * expert occupancy less policy occupancy; where they are cut, no visits are missing. Exact up to a
 * tolerance of 1e-12. Cost: one soft plan and as many sweeps.
 */
final class SoftLikelihood {

  private static final double TOLERANCE = 1e-12;

  private final FiniteMdp mdp;
  private final int layers;
  private final boolean infinite;
  private final double[][] counts;
  private final double[][] visits;
  private final double[][] source;
  private final double weight;

  /**
   * For traces in a process.
   *
   * @param horizon how many decisions an episode has, or 0 for an infinite horizon
   */
  SoftLikelihood(FiniteMdp mdp, int horizon, Decisions data, int[] states, List<Integer> traces) {
    this.mdp = mdp;
    infinite = horizon == 0;
    layers = Math.max(1, horizon);
    counts = new double[layers][mdp.states() * mdp.actions()];
    visits = new double[layers][mdp.states()];
    source = new double[layers][];
    double sum = 0;
    for (int trace : traces) {
      Decisions.Sequence own = data.sequences().get(trace);
      for (int t = 0; t < own.choices().length; t++) {
        int s = states[own.situations()[t]];
        counts[layer(t)][s * mdp.actions() + own.choices()[t]]++;
        visits[layer(t)][s]++;
        sum++;
      }
    }
    weight = sum;
    for (int t = 0; t < layers; t++) {
      source[t] = visits[t].clone();
      if (infinite || t > 0) {
        push(counts[infinite ? 0 : t - 1], source[t], -mdp.discount());
      }
    }
  }

  /** How many choices. */
  double weight() {
    return weight;
  }

  /** The soft-optimal policy of a reward for entering states, one a layer. */
  Plan plan(double[] entered) {
    TransitionReward reward = TransitionReward.of("reward", (s, a, next) -> entered[next]);
    return infinite ? stationary(reward) : staged(reward);
  }

  /** Σ n ln π, in nats. */
  double value(Plan plan) {
    double sum = 0;
    for (int t = 0; t < layers; t++) {
      for (int k = 0; k < counts[t].length; k++) {
        if (counts[t][k] > 0) {
          sum += counts[t][k] * plan.logs[t][k];
        }
      }
    }
    return sum;
  }

  /** ∂ value/∂f, one a state. */
  double[] gradient(Plan plan) {
    double[] gradient = new double[mdp.states()];
    double[] before = new double[mdp.states()];
    for (int t = 0; t < layers; t++) {
      double[] now = source[t].clone();
      if (!infinite && t > 0) {
        push(pairs(before, plan.policies[t - 1]), now, mdp.discount());
      }
      double[] d = infinite ? solve(plan.policies[0]) : now;
      double[] difference = pairs(d, plan.policies[t]);
      for (int k = 0; k < difference.length; k++) {
        difference[k] = counts[t][k] - difference[k];
      }
      push(difference, gradient, 1);
      before = d;
    }
    return gradient;
  }

  /** ln π(a | s) at a time. */
  double[] logs(Plan plan, int time, int state) {
    int from = state * mdp.actions();
    return Arrays.copyOfRange(plan.logs[layer(time)], from, from + mdp.actions());
  }

  /**
   * Policies with their exact logarithms.
   *
   * @param policies one a layer
   * @param logs ln π, one row a layer
   */
  record Plan(TabularPolicy[] policies, double[][] logs) {}

  private int layer(int time) {
    return infinite ? 0 : time;
  }

  private Plan stationary(TransitionReward reward) {
    SoftPlanning plan = SoftPlanning.of(mdp, reward, 1);
    double[] logs = new double[mdp.states() * mdp.actions()];
    for (int k = 0; k < logs.length; k++) {
      logs[k] = plan.logProbability(k / mdp.actions(), k % mdp.actions());
    }
    return new Plan(new TabularPolicy[] {plan.policy()}, new double[][] {logs});
  }

  private Plan staged(TransitionReward reward) {
    FiniteSoftPlanning plan = SoftPlanning.finite(mdp, reward, 1, layers);
    double[] expected = mdp.expectedReward(reward);
    TabularPolicy[] policies = new TabularPolicy[layers];
    double[][] logs = new double[layers][expected.length];
    for (int t = 0; t < layers; t++) {
      policies[t] = plan.policy().at(t);
      double[] later = plan.values(t + 1);
      for (int k = 0; k < expected.length; k++) {
        int s = k / mdp.actions();
        logs[t][k] =
            mdp.isTerminal(s)
                ? -Math.log(mdp.actions())
                : expected[k]
                    + mdp.discount() * mdp.expect(s, k % mdp.actions(), later)
                    - plan.value(t, s);
      }
    }
    return new Plan(policies, logs);
  }

  /** d = c + γ Pᵀ_π d, by sweeps. */
  private double[] solve(TabularPolicy policy) {
    double[] total = source[0].clone();
    double[] wave = source[0].clone();
    double size = size(wave);
    while (size > TOLERANCE * (1 - mdp.discount()) * (1 + size(total))) {
      double[] next = new double[wave.length];
      push(pairs(wave, policy), next, mdp.discount());
      for (int s = 0; s < total.length; s++) {
        total[s] += next[s];
      }
      wave = next;
      size = size(wave);
    }
    return total;
  }

  private static double size(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += Math.abs(value);
    }
    return sum;
  }

  /** Visits of states by the actions a policy takes there; terminal states have none. */
  private double[] pairs(double[] states, TabularPolicy policy) {
    double[] pairs = new double[mdp.states() * mdp.actions()];
    for (int k = 0; k < pairs.length; k++) {
      int s = k / mdp.actions();
      pairs[k] = mdp.isTerminal(s) ? 0 : states[s] * policy.probabilities()[k];
    }
    return pairs;
  }

  /** Adds factor · Pᵀ pairs. */
  private void push(double[] pairs, double[] target, double factor) {
    for (int row = 0; row < pairs.length; row++) {
      for (int k = mdp.rowStart()[row]; pairs[row] != 0 && k < mdp.rowStart()[row + 1]; k++) {
        target[mdp.next()[k]] += factor * pairs[row] * mdp.probability()[k];
      }
    }
  }
}
