package org.mesascope.infer;

/**
 * The soft plan for a finite horizon: one policy a time step, by backward induction from V_T = 0.
 * Cost: O(T·S·A·successors).
 */
final class HorizonPlan implements SoftPlan {

  private final SuccessorTable table;
  private final int horizon;
  private final double[] v;
  private final double[] q;
  private final double[] policy;

  private HorizonPlan(SuccessorTable table, double[] reward, int horizon) {
    this.table = table;
    this.horizon = horizon;
    int states = table.states;
    int pairs = states * table.actions;
    v = new double[horizon * states];
    q = new double[horizon * pairs];
    policy = new double[q.length];
    double[] after = new double[states];
    double[] now = new double[pairs];
    for (int t = horizon - 1; t >= 0; t--) {
      for (int s = 0; s < states; s++) {
        if (!table.terminal(s)) {
          table.backUp(s, reward, after, now);
          int first = s * table.actions;
          double value = StationaryPlan.logSum(now, first, table.actions);
          v[t * states + s] = value;
          for (int a = first; a < first + table.actions; a++) {
            policy[t * pairs + a] = Math.exp(now[a] - value);
          }
        }
      }
      System.arraycopy(now, 0, q, t * pairs, pairs);
      System.arraycopy(v, t * states, after, 0, states);
    }
  }

  /**
   * Plans.
   *
   * @param reward r(s, a), S·A finite numbers, the same at each time
   * @param horizon how many decisions an episode has
   */
  static HorizonPlan of(SuccessorTable table, double[] reward, int horizon) {
    return new HorizonPlan(table, reward, horizon);
  }

  @Override
  public double[] values() {
    return v;
  }

  @Override
  public double[] policy() {
    return policy;
  }

  @Override
  public double logProbability(int layer, int state, int action) {
    int first = (layer * table.states + state) * table.actions;
    return q[first + action] - v[layer * table.states + state];
  }

  @Override
  public double[] occupancy(double[] c) {
    return flow(c, new double[policy.length]);
  }

  @Override
  public double[] adjoint(double[] y) {
    return flow(new double[v.length], y.clone());
  }

  /** What flows through the pairs where c enters by states and the given numbers by pairs. */
  private double[] flow(double[] c, double[] all) {
    int states = table.states;
    int pairs = states * table.actions;
    double[] w = c.clone();
    for (int t = 0; t < horizon; t++) {
      for (int s = 0; s < states; s++) {
        for (int a = s * table.actions; a < (s + 1) * table.actions; a++) {
          all[t * pairs + a] += w[t * states + s] * policy[t * pairs + a];
        }
      }
      if (t + 1 < horizon) {
        table.push(all, t * pairs, w, (t + 1) * states);
      }
    }
    return all;
  }

  @Override
  public double[] score(double[] direction) {
    int states = table.states;
    int pairs = states * table.actions;
    double[] all = new double[policy.length];
    double[] slope = new double[states];
    double[] now = new double[pairs];
    for (int t = horizon - 1; t >= 0; t--) {
      double[] before = new double[states];
      for (int s = 0; s < states; s++) {
        if (!table.terminal(s)) {
          table.backUp(s, direction, slope, now);
          int first = s * table.actions;
          before[s] = centre(now, first, policy, t * pairs + first, table.actions);
        }
      }
      System.arraycopy(now, 0, all, t * pairs, pairs);
      slope = before;
    }
    return all;
  }

  /** Takes the mean under the policy from the entries at {@code from}; returns that mean. */
  static double centre(double[] entries, int from, double[] policy, int policyFrom, int count) {
    double mean = 0;
    for (int a = 0; a < count; a++) {
      mean += policy[policyFrom + a] * entries[from + a];
    }
    for (int a = 0; a < count; a++) {
      entries[from + a] -= mean;
    }
    return mean;
  }
}
