package org.mesascope.infer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The soft plan for a discounted infinite horizon.
 *
 * <p>Newton's method on the soft Bellman equation, which is soft policy iteration: exponentials are
 * taken once for each policy, and each policy's values come from a linear system with one short row
 * a state. Values rise from the second policy on, so that it converges from every start, and
 * quadratically near the end. Cost: about six policies from a cold start, each O(S·A·successors)
 * and a few dozen products with P_π.
 */
public final class StationaryPlan implements SoftPlan {

  private static final int LIMIT = 200;

  private final SuccessorTable table;
  private final double[] v;
  private final double[] q;
  private final double[] policy;
  private final double[] mixed;

  private StationaryPlan(SuccessorTable table) {
    this.table = table;
    v = new double[table.states];
    q = new double[table.states * table.actions];
    policy = new double[q.length];
    mixed = new double[table.next.length];
  }

  /**
   * Plans.
   *
   * @param reward r(s, a), S·A finite numbers
   * @param warm values to start from, or null for a cold start
   * @param tolerance largest error of a value, in the sup norm
   * @throws ArithmeticException if the tolerance is not reached
   */
  public static StationaryPlan of(
      SuccessorTable table, double[] reward, double @Nullable [] warm, double tolerance) {
    if (!(table.discount < 1)) {
      throw new IllegalArgumentException(
          "an infinite horizon expects a discount below 1, got "
              + table.discount
              + ": give a horizon or a smaller discount");
    }
    StationaryPlan plan = new StationaryPlan(table);
    plan.guess(reward, warm);
    plan.iterate(reward, tolerance * (1 - table.discount));
    return plan;
  }

  private void guess(double[] reward, double @Nullable [] warm) {
    if (warm != null) {
      System.arraycopy(warm, 0, v, 0, v.length);
      return;
    }
    double mean = Arrays.stream(reward).average().orElse(0) + Math.log(table.actions);
    for (int s = 0; s < v.length; s++) {
      v[s] = table.terminal(s) ? 0 : mean / (1 - table.discount);
    }
  }

  private void iterate(double[] reward, double goal) {
    OccupancySolver solver = forward();
    double[] change = new double[v.length];
    double[] residual = new double[v.length];
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0, stalled = 0; i < LIMIT; i++) {
      double size = improve(reward, residual);
      if (size <= goal) {
        return;
      }
      stalled = size > .5 * best ? stalled + 1 : 0;
      best = Math.min(best, size);
      double rounding = Math.ulp(supNorm(v));
      if (size <= 8 * rounding || (stalled > 2 && size <= 64 * rounding)) {
        return;
      }
      System.arraycopy(residual, 0, change, 0, v.length);
      solver.solve(residual, change, Math.max(.1 * goal, Math.min(.05, size) * size));
      for (int s = 0; s < v.length; s++) {
        v[s] += change[s];
      }
    }
    throw new ArithmeticException(
        "soft policy iteration expects a Bellman residual of at most %s, reached %s after %d policies"
            .formatted(goal, best, LIMIT));
  }

  /** The soft-greedy policy at v, its mixed rows, and TV − V with its sup norm. */
  private double improve(double[] reward, double[] residual) {
    int actions = table.actions;
    double size = 0;
    for (int s = 0; s < v.length; s++) {
      if (table.terminal(s)) {
        continue;
      }
      table.backUp(s, reward, v, q);
      int first = s * actions;
      double max = q[first];
      for (int a = 1; a < actions; a++) {
        max = Math.max(max, q[first + a]);
      }
      double sum = 0;
      for (int a = 0; a < actions; a++) {
        double e = Math.exp(q[first + a] - max);
        policy[first + a] = e;
        sum += e;
      }
      double scale = 1 / sum;
      for (int a = 0; a < actions; a++) {
        policy[first + a] *= scale;
      }
      table.mix(s, policy, mixed);
      residual[s] = max + Math.log(sum) - v[s];
      size = Math.max(size, Math.abs(residual[s]));
      if (Double.isNaN(residual[s])) {
        throw new ArithmeticException("the soft value of state " + s + " is not a number");
      }
    }
    return size;
  }

  private OccupancySolver forward() {
    return new OccupancySolver(table.start, table.next, mixed, table.discount);
  }

  private OccupancySolver backward() {
    double[] transposed = new double[mixed.length];
    for (int j = 0; j < transposed.length; j++) {
      transposed[j] = mixed[table.entry[j]];
    }
    return new OccupancySolver(table.backStart, table.previous, transposed, table.discount);
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
    int first = state * table.actions;
    return q[first + action] - logSum(q, first, table.actions);
  }

  static double logSum(double[] q, int from, int count) {
    double max = Double.NEGATIVE_INFINITY;
    for (int a = 0; a < count; a++) {
      max = Math.max(max, q[from + a]);
    }
    double sum = 0;
    for (int a = 0; a < count; a++) {
      sum += Math.exp(q[from + a] - max);
    }
    return max + Math.log(sum);
  }

  @Override
  public double[] occupancy(double[] c) {
    return occupancy(c, 1e-14 * supNorm(c) / (1 - table.discount));
  }

  /**
   * Σ_t γᵗ P(s_t = s, a_t = a) for a start distribution, by state and action.
   *
   * @param c the start distribution, or any other weights of the states
   * @param tolerance sup norm of the flow equation's residual
   * @throws ArithmeticException if the tolerance is not reached
   */
  public double[] occupancy(double[] c, double tolerance) {
    double[] w = c.clone();
    backward().solve(c, w, tolerance);
    double[] pairs = new double[policy.length];
    for (int s = 0, i = 0; s < w.length; s++) {
      for (int a = 0; a < table.actions; a++, i++) {
        pairs[i] = w[s] * policy[i];
      }
    }
    return pairs;
  }

  @Override
  public double[] score(double[] direction) {
    double[] earned = new double[v.length];
    double largest = 0;
    for (int s = 0, i = 0; s < earned.length; s++) {
      for (int a = 0; a < table.actions; a++, i++) {
        earned[s] += policy[i] * direction[i];
      }
      largest = Math.max(largest, Math.abs(earned[s]));
    }
    double[] slope = earned.clone();
    forward().solve(earned, slope, 1e-10 * largest);
    double[] score = new double[policy.length];
    for (int s = 0; s < slope.length; s++) {
      if (!table.terminal(s)) {
        table.backUp(s, direction, slope, score);
        HorizonPlan.centre(score, s * table.actions, policy, s * table.actions, table.actions);
      }
    }
    return score;
  }

  @Override
  public double[] adjoint(double[] y) {
    double[] entering = new double[v.length];
    table.push(y, 0, entering, 0);
    double[] w = entering.clone();
    backward().solve(entering, w, 1e-10 * supNorm(entering));
    double[] pairs = y.clone();
    for (int s = 0, i = 0; s < w.length; s++) {
      for (int a = 0; a < table.actions; a++, i++) {
        pairs[i] += w[s] * policy[i];
      }
    }
    return pairs;
  }

  private static double supNorm(double[] a) {
    double size = 0;
    for (double x : a) {
      size = Math.max(size, Math.abs(x));
    }
    return size;
  }
}
