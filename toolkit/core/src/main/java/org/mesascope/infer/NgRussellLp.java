package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.commons.math3.exception.TooManyIterationsException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.TabularPolicy;

/**
 * The linear programme of Ng and Russell (2000, section 3.2): among the rewards by state, each in
 * [−1, 1], that make a policy optimal, the one that maximises Σ_s min over a ≠ π(s) of (P_π −
 * P_a)(I − γP_π)⁻¹R, less λ Σ|R|.
 *
 * <p>It gives one reward out of a cone of them, and says nothing of how likely it is: R = 0 makes
 * every policy optimal, and with λ large enough it is the answer. Where the choices err, or are
 * stochastic, use {@link MaxCausalEntropyIrl}.
 *
 * <p>A terminal state's reward is earned on arrival and discounted by γ. Cost: one inverse of S by
 * S and a dense simplex of 3S variables and S·(A + 1) constraints: worlds of up to a few hundred
 * states.
 */
public final class NgRussellLp {

  private static final int MOST_STATES = 500;
  private static final int PIVOTS_A_STATE = 200;
  private static final double TIGHT = 1e-7;

  private final FiniteMdp mdp;
  private final double lambda;

  private NgRussellLp(FiniteMdp mdp, double lambda) {
    this.mdp = mdp;
    this.lambda = lambda;
  }

  /**
   * In a process with a discount below 1, without penalty.
   *
   * @throws IllegalArgumentException if the discount is 1 or there are more than 500 states
   */
  public static NgRussellLp in(FiniteMdp mdp) {
    if (mdp.discount() >= 1 || mdp.states() > MOST_STATES || mdp.actions() < 2) {
      throw new IllegalArgumentException(
          "the linear programme expects a discount below 1, at most %d states and at least 2 actions, got %s"
              .formatted(MOST_STATES, mdp));
    }
    return new NgRussellLp(mdp, 0);
  }

  /** With λ of λ Σ|R|, at least 0: the larger, the fewer states with a reward. */
  public NgRussellLp withPenalty(double other) {
    if (!(other >= 0) || !Double.isFinite(other)) {
      throw new IllegalArgumentException("a penalty expects at least 0, got " + other);
    }
    return new NgRussellLp(mdp, other);
  }

  /**
   * The reward for a policy that is known in every state.
   *
   * @throws IllegalArgumentException if it is not deterministic or not of this process
   */
  public NgRussellReward infer(TabularPolicy policy) {
    policy.requireFit(mdp);
    int[] taken = new int[mdp.states()];
    for (int s = 0; s < taken.length; s++) {
      while (taken[s] < mdp.actions() && policy.probability(s, taken[s]) < 1 - 1e-9) {
        taken[s]++;
      }
      if (taken[s] == mdp.actions() && !mdp.isTerminal(s)) {
        throw new IllegalArgumentException(
            "the linear programme expects one action a state, but the policy is stochastic in \"%s\": use MaxCausalEntropyIrl for it"
                .formatted(mdp.stateNames().get(s)));
      }
    }
    return solve(taken, List.of());
  }

  /**
   * The reward for the action that each state's traces took most often, the lowest number among
   * equals. In states that were not seen the choices are taken to be uniform, and need not be
   * optimal.
   *
   * @throws IllegalArgumentException naming the trace and the step that leaves the world
   */
  public NgRussellReward infer(TraceLog log) {
    IrlSetting setting = new IrlSetting("", mdp, 0, List.of());
    double[] counts = Demonstrations.readAnywhere(log, setting).counts(0, setting);
    int[] taken = new int[mdp.states()];
    List<String> unseen = new ArrayList<>();
    double majority = 0;
    double all = 0;
    int ties = 0;
    for (int s = 0; s < taken.length; s++) {
      double[] own = Arrays.copyOfRange(counts, s * mdp.actions(), (s + 1) * mdp.actions());
      double most = Arrays.stream(own).max().orElse(0);
      all += Arrays.stream(own).sum();
      majority += most;
      taken[s] = -1;
      if (most > 0) {
        ties += Arrays.stream(own).filter(n -> n == most).count() > 1 ? 1 : 0;
        for (int a = own.length - 1; a >= 0; a--) {
          taken[s] = own[a] == most ? a : taken[s];
        }
      } else if (!mdp.isTerminal(s)) {
        unseen.add(mdp.stateNames().get(s));
      }
    }
    List<String> notes = new ArrayList<>();
    notes.add(
        "%d of %d choices are the one their state's traces took most often; the others count as errors"
            .formatted((long) majority, (long) all));
    if (ties > 0) {
      notes.add(
          "several actions were taken equally often in %d of the states: the lowest was kept"
              .formatted(ties));
    }
    if (!unseen.isEmpty()) {
      notes.add(
          "states never seen are taken to choose uniformly and are under no constraint: "
              + NullSpace.listed(unseen));
    }
    return solve(taken, notes);
  }

  private NgRussellReward solve(int[] taken, List<String> notes) {
    int n = mdp.states();
    double[][] value = values(taken);
    List<LinearConstraint> constraints = new ArrayList<>();
    List<double[]> gaps = new ArrayList<>();
    List<Integer> owner = new ArrayList<>();
    double[] goal = new double[3 * n];
    for (int s = 0; s < n; s++) {
      if (mdp.isTerminal(s) || taken[s] < 0) {
        continue;
      }
      goal[s] = 1;
      for (int a = 0; a < mdp.actions(); a++) {
        if (a != taken[s]) {
          double[] gap = gap(value, s, taken[s], a);
          gaps.add(gap);
          owner.add(s);
          constraints.add(new LinearConstraint(row(s, gap), Relationship.GEQ, 0));
        }
      }
    }
    for (int i = 0; i < 2 * n; i++) {
      goal[n + i] = -lambda;
      double[] bound = new double[3 * n];
      bound[n + i] = 1;
      constraints.add(new LinearConstraint(bound, Relationship.LEQ, 1));
    }
    double[] best = maximise(goal, constraints);
    double[] reward = new double[n];
    for (int s = 0; s < n; s++) {
      reward[s] = best[n + s] - best[2 * n + s];
    }
    double[] margin = new double[n];
    Arrays.fill(margin, Double.POSITIVE_INFINITY);
    for (int i = 0; i < gaps.size(); i++) {
      int s = owner.get(i);
      margin[s] = Math.min(margin[s], Information.dot(gaps.get(i), reward));
    }
    return NgRussellReward.of(mdp, reward, margin, lambda, notes, TIGHT);
  }

  /** −t_s + gap·R⁺ − gap·R⁻ ≥ 0, over (t, R⁺, R⁻). */
  private static double[] row(int s, double[] gap) {
    int n = gap.length;
    double[] row = new double[3 * n];
    row[s] = -1;
    for (int i = 0; i < n; i++) {
      row[n + i] = gap[i];
      row[2 * n + i] = -gap[i];
    }
    return row;
  }

  /** (P_π − P_a) of one state times (I − γP_π)⁻¹. */
  private double[] gap(double[][] value, int s, int taken, int other) {
    double[] gap = new double[value.length];
    add(gap, value, s, taken, 1);
    add(gap, value, s, other, -1);
    return gap;
  }

  private void add(double[] gap, double[][] value, int s, int a, double sign) {
    int row = s * mdp.actions() + a;
    for (int k = mdp.rowStart()[row]; k < mdp.rowStart()[row + 1]; k++) {
      double p = sign * mdp.probability()[k];
      double[] visits = value[mdp.next()[k]];
      for (int i = 0; i < gap.length; i++) {
        gap[i] += p * visits[i];
      }
    }
  }

  /** (I − γP_π)⁻¹; an action of −1 is uniform choice. */
  private double[][] values(int[] taken) {
    RealMatrix system = new Array2DRowRealMatrix(mdp.states(), mdp.states());
    for (int s = 0; s < mdp.states(); s++) {
      system.addToEntry(s, s, 1);
      for (int a = 0; a < mdp.actions(); a++) {
        double share = taken[s] < 0 ? 1.0 / mdp.actions() : taken[s] == a ? 1 : 0;
        int row = s * mdp.actions() + a;
        for (int k = mdp.rowStart()[row]; k < mdp.rowStart()[row + 1]; k++) {
          system.addToEntry(s, mdp.next()[k], -mdp.discount() * share * mdp.probability()[k]);
        }
      }
    }
    return new LUDecomposition(system).getSolver().getInverse().getData();
  }

  private double[] maximise(double[] goal, List<LinearConstraint> constraints) {
    int most = PIVOTS_A_STATE * mdp.states() + 10_000;
    try {
      return new Interruptible()
          .optimize(
              new MaxIter(most),
              new LinearObjectiveFunction(goal, 0),
              new LinearConstraintSet(constraints),
              GoalType.MAXIMIZE,
              new NonNegativeConstraint(true))
          .getPoint();
    } catch (TooManyIterationsException e) {
      throw new ArithmeticException(
          "the simplex expects to end within %d pivots, and did not".formatted(most));
    }
  }

  /** A simplex that stops when its thread is interrupted. */
  private static final class Interruptible extends SimplexSolver {
    @Override
    protected void incrementIterationCount() {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException(
            "the linear programme was interrupted at pivot " + getIterations());
      }
      super.incrementIterationCount();
    }
  }
}
