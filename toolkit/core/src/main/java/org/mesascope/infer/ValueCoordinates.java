package org.mesascope.infer;

/**
 * Newton's steps for rewards by state over an infinite horizon, in coordinates where the
 * information is local.
 *
 * <p>With B = I − γP_π, a change θ of the rewards changes the values by u = B⁻¹θ, and log π(a | s)
 * by γ(P_a − P_π)u. So the information in u is K = γ² Σ n(s) π(a | s)(P_a − P_π)ᵀ(P_a − P_π), and
 * (B⁻ᵀKB⁻¹ + λ)θ = g has the solution θ = Bu with (K + λBᵀB)u = Bᵀg: each product touches each
 * transition twice, where one in θ takes two linear systems.
 */
final class ValueCoordinates implements NewtonSteps {

  private static final int LIMIT = 5_000;

  private final SuccessorTable table;
  private final double[] policy;
  private final double[] visits;
  private final double[] mixed;

  ValueCoordinates(IrlTerm term) {
    table = term.table;
    policy = term.plan().policy();
    visits = term.visits();
    mixed = new double[table.next.length];
    for (int s = 0; s < table.states; s++) {
      if (!table.terminal(s)) {
        table.mix(s, policy, mixed);
      }
    }
  }

  @Override
  public double[] step(double[] gradient, double penalty, double share) {
    double[] u =
        ConjugateGradients.solve(
            x -> times(x, penalty), diagonal(penalty), transposed(gradient), share, LIMIT);
    return reward(u);
  }

  /** (I − γP_π)u. */
  private double[] reward(double[] u) {
    double[] reward = u.clone();
    for (int s = 0; s < table.states; s++) {
      double later = 0;
      for (int j = table.start[s]; j < table.start[s + 1]; j++) {
        later += mixed[j] * u[table.next[j]];
      }
      reward[s] -= later;
    }
    return reward;
  }

  /** (I − γP_π)ᵀg. */
  private double[] transposed(double[] g) {
    double[] sum = g.clone();
    for (int s = 0; s < table.states; s++) {
      for (int j = table.start[s]; j < table.start[s + 1]; j++) {
        sum[table.next[j]] -= mixed[j] * g[s];
      }
    }
    return sum;
  }

  /** (K + λBᵀB)u. */
  private double[] times(double[] u, double penalty) {
    double[] product = new double[u.length];
    if (penalty > 0) {
      product = transposed(reward(u));
      for (int s = 0; s < product.length; s++) {
        product[s] *= penalty;
      }
    }
    double[] q = new double[table.actions];
    for (int s = 0; s < table.states; s++) {
      if (visits[s] > 0 && !table.terminal(s)) {
        addInformation(s, u, q, product);
      }
    }
    return product;
  }

  private void addInformation(int s, double[] u, double[] q, double[] product) {
    int first = table.start[s];
    int m = table.start[s + 1] - first;
    double mean = 0;
    int p = first * table.actions;
    for (int a = 0; a < q.length; a++, p += m) {
      double expected = 0;
      for (int k = 0; k < m; k++) {
        expected += table.probability[p + k] * u[table.next[first + k]];
      }
      q[a] = expected;
      mean += policy[s * q.length + a] * expected;
    }
    double weight = table.discount * table.discount * visits[s];
    p = first * table.actions;
    for (int a = 0; a < q.length; a++, p += m) {
      double score = weight * policy[s * q.length + a] * (q[a] - mean);
      for (int k = 0; k < m; k++) {
        product[table.next[first + k]] += score * table.probability[p + k];
      }
    }
  }

  /** The diagonal of K + λBᵀB. */
  private double[] diagonal(double penalty) {
    double[] diagonal = new double[table.states];
    for (int s = 0; s < table.states; s++) {
      int first = table.start[s];
      int m = table.start[s + 1] - first;
      double weight = table.discount * table.discount * Math.max(0, visits[s]);
      diagonal[s] += penalty;
      for (int k = 0; k < m; k++) {
        int after = table.next[first + k];
        double b = mixed[first + k];
        double variance = 0;
        for (int a = 0; a < table.actions; a++) {
          double p = table.probability[first * table.actions + a * m + k] - b / table.discount;
          variance += policy[s * table.actions + a] * p * p;
        }
        diagonal[after] += weight * variance + penalty * (after == s ? b * (b - 2) : b * b);
      }
    }
    return diagonal;
  }
}
