package org.mesascope.infer;

import org.jspecify.annotations.Nullable;
import org.mesascope.world.FiniteMdp;

/**
 * What one environment adds to the likelihood of inverse reinforcement learning.
 *
 * <p>Σ n(s, a) log π_θ(a | s) = θ·f + c·V_θ with f = Σ n φ and c = γPᵀn − n: linear in the reward
 * and in the soft values. With the expert's feature expectations f_E and c = −μ₀ it is Ziebart's
 * dual, whose gradient f_E − E_π φ needs one linear system.
 */
final class IrlTerm {

  private static final double VALUE_TOLERANCE = 1e-12;

  /** A score below this share of what a feature can sum to is rounding, not information. */
  private static final double ROUNDING = 1e-11;

  final SuccessorTable table;
  final RewardBasis basis;
  private final int horizon;
  private final double[] f;
  private final double[] c;
  private final double @Nullable [] visits;
  private @Nullable SoftPlan plan;

  private IrlTerm(
      FiniteMdp mdp,
      RewardBasis basis,
      int horizon,
      double[] f,
      double[] c,
      double @Nullable [] visits) {
    table = SuccessorTable.of(mdp);
    this.basis = basis;
    this.horizon = horizon;
    this.f = f;
    this.c = c;
    this.visits = visits;
  }

  /** From counts, or exact occupancies, of state-action pairs by layer. */
  static IrlTerm ofCounts(FiniteMdp mdp, RewardBasis basis, int horizon, double[] counts) {
    double[] f = new double[basis.size()];
    basis.expect(counts, f);
    double[] visits = new double[counts.length / mdp.actions()];
    double[] c = new double[visits.length];
    for (int i = 0; i < counts.length; i++) {
      visits[i / mdp.actions()] += counts[i];
    }
    IrlTerm term = new IrlTerm(mdp, basis, horizon, f, c, visits);
    int layer = mdp.states() * mdp.actions();
    for (int t = 0; t * layer < counts.length; t++) {
      int after = horizon == 0 ? 0 : t + 1;
      if (after * layer < counts.length) {
        term.table.push(counts, t * layer, c, after * mdp.states());
      }
    }
    for (int i = 0; i < c.length; i++) {
      c[i] = term.table.terminal(i % mdp.states()) ? 0 : c[i] - visits[i];
    }
    return term;
  }

  /** From the discounted feature expectations of an expert who starts by the process' μ₀. */
  static IrlTerm ofExpectations(FiniteMdp mdp, RewardBasis basis, int horizon, double[] expected) {
    double[] c = new double[Math.max(1, horizon) * mdp.states()];
    double[] start = mdp.start();
    for (int s = 0; s < start.length; s++) {
      c[s] = mdp.isTerminal(s) ? 0 : -start[s];
    }
    return new IrlTerm(mdp, basis, horizon, expected, c, null);
  }

  /** Plans for the parameters; adds to the gradient; returns the term's value. */
  double value(double[] theta, double[] gradient) {
    double value = logLikelihood(theta);
    for (int k = 0; k < f.length; k++) {
      gradient[k] += f[k];
    }
    basis.expect(plan().occupancy(c), gradient);
    return value;
  }

  /** Plans for the parameters; returns the term's value. */
  double logLikelihood(double[] theta) {
    double[] reward = basis.reward(theta);
    SoftPlan before = plan;
    SoftPlan now =
        horizon > 0
            ? HorizonPlan.of(table, reward, horizon)
            : StationaryPlan.of(
                table, reward, before == null ? null : before.values(), VALUE_TOLERANCE);
    plan = now;
    double value = 0;
    for (int k = 0; k < f.length; k++) {
      value += theta[k] * f[k];
    }
    double[] v = now.values();
    for (int i = 0; i < c.length; i++) {
      value += c[i] * v[i];
    }
    return value;
  }

  /** The plan for the parameters valued last. */
  SoftPlan plan() {
    SoftPlan now = plan;
    if (now == null) {
      throw new IllegalStateException("value comes before plan");
    }
    return now;
  }

  /** Expected visits by layer and state: the data's, or those of the plan. */
  double[] visits() {
    if (visits != null) {
      return visits;
    }
    double[] start = new double[c.length];
    for (int i = 0; i < c.length; i++) {
      start[i] = -c[i];
    }
    double[] pairs = plan().occupancy(start);
    double[] states = new double[c.length];
    for (int i = 0; i < pairs.length; i++) {
      states[i / table.actions] += pairs[i];
    }
    return states;
  }

  /** Adds Σ n(s) Σ_a π(a | s) score scoreᵀ to a K·K matrix. */
  void addInformation(double[] target) {
    int size = basis.size();
    double[] policy = plan().policy();
    double[] visited = visits();
    double[][] rows = new double[size][];
    for (int k = 0; k < size; k++) {
      double[] column = basis.column(k);
      double[] score = plan().score(column);
      double steps = horizon > 0 ? horizon : 1 / (1 - table.discount);
      double rounding = ROUNDING * steps * NewtonAscent.supNorm(column);
      for (int i = 0; i < score.length; i++) {
        score[i] = Math.abs(score[i]) > rounding ? score[i] : 0;
        score[i] *= Math.sqrt(Math.max(0, visited[i / table.actions]) * policy[i]);
      }
      rows[k] = score;
    }
    for (int k = 0; k < size; k++) {
      for (int l = 0; l <= k; l++) {
        double sum = 0;
        for (int i = 0; i < rows[k].length; i++) {
          sum += rows[k][i] * rows[l][i];
        }
        target[k * size + l] += sum;
        if (l < k) {
          target[l * size + k] += sum;
        }
      }
    }
  }

  /** Whether its rewards are by state and its plan stationary: see {@link ValueCoordinates}. */
  boolean isLocal() {
    return horizon == 0 && basis.form == RewardBasis.Form.STATE;
  }

  /** Adds Σ n(s) Σ_a π(a | s) score (score · direction) to K numbers. */
  void addInformationTimes(double[] direction, double[] target) {
    double[] policy = plan().policy();
    double[] visited = visits();
    double[] score = plan().score(basis.reward(direction));
    for (int i = 0; i < score.length; i++) {
      score[i] *= Math.max(0, visited[i / table.actions]) * policy[i];
    }
    basis.expect(plan().adjoint(score), target);
  }

  /** Σ over a walk's steps of numbers by layer, state and action. */
  double sum(double[] pairs, Demonstrations.Walk walk) {
    double sum = 0;
    for (int i = 0; i < walk.states().length; i++) {
      int layer = horizon == 0 ? 0 : walk.times()[i];
      sum += pairs[(layer * table.states + walk.states()[i]) * table.actions + walk.actions()[i]];
    }
    return sum;
  }
}
