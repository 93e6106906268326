package org.mesascope.world;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.mesascope.task.TransitionReward;

/**
 * The optimal policies of a reward over an infinite horizon: V(s) = max_a Q(s, a), Q = R + γ P V,
 * with every action that is as good as the best one. Terminal states are worth 0.
 *
 * <p>Solved by value iteration in place, to an error of 1e-12 of the largest value; near γ = 1
 * rounding allows 8 · 2⁻⁵² / (1 − γ). Actions tie when their values differ by at most 1e-9 of the
 * largest value in the world (of 1, if that is more). Cost: O(transitions · ln(1e-12) / ln γ).
 */
public final class HardPlanning {

  static final double TIE_TOLERANCE = 1e-9;

  private final FiniteMdp mdp;
  private final double[] reward;
  private final double[] values;
  private final boolean[] optimal;

  private HardPlanning(FiniteMdp mdp, double[] reward, boolean[] allowed) {
    this.mdp = mdp;
    this.reward = reward;
    values = new double[mdp.states()];
    double[] q = new double[mdp.actions()];
    FixedPoint.reach("planning", mdp.discount(), values, s -> backUp(s, q, allowed));
    optimal = optimal(q, allowed);
  }

  /**
   * Plans.
   *
   * @throws IllegalArgumentException if the discount is 1 or a possible transition's reward is not
   *     finite
   * @throws IllegalStateException if the tolerance is not reached
   */
  public static HardPlanning of(FiniteMdp mdp, TransitionReward reward) {
    return new HardPlanning(mdp, mdp.expectedReward(reward), everything(mdp));
  }

  /** Plans over a finite horizon; see {@link FiniteHardPlanning}. */
  public static FiniteHardPlanning finite(FiniteMdp mdp, TransitionReward reward, int steps) {
    return FiniteHardPlanning.of(mdp, reward, steps);
  }

  /** V(s). */
  public double value(int state) {
    return values[state];
  }

  /** V, one number a state. A copy. */
  public double[] values() {
    return values.clone();
  }

  /** μ₀ · V: the best expected return. */
  public double startValue() {
    return Backup.atStart(mdp, values);
  }

  /** Q(s, a); 0 in terminal states. */
  public double actionValue(int state, int action) {
    return reward[state * mdp.actions() + action]
        + mdp.discount() * mdp.expect(state, action, values);
  }

  /** Whether an action is as good as the best one; all are in terminal states. */
  public boolean isOptimal(int state, int action) {
    return optimal[state * mdp.actions() + action];
  }

  /** The actions as good as the best one, ascending. */
  public int[] optimalActions(int state) {
    return IntStream.range(0, mdp.actions()).filter(a -> isOptimal(state, a)).toArray();
  }

  /** The optimal policy that takes the optimal action of the lowest number. */
  public TabularPolicy policy() {
    return lowest(optimal, mdp.actions());
  }

  /** The optimal policy that takes all optimal actions alike. */
  public TabularPolicy uniformOverTies() {
    return uniform(optimal, mdp.actions());
  }

  /**
   * The causal entropy, E Σ γ^t H(π(· | s_t)) in nats, of the optimal policy that leaves most open:
   * the limit of soft-optimal policies as β grows. By iteration of h(s) = ln Σ exp(γ P h) over the
   * optimal actions.
   */
  public double tieEntropy() {
    return Backup.atStart(mdp, entropies());
  }

  /** The optimal policy that leaves most open: the limit of soft-optimal policies as β grows. */
  public TabularPolicy mostEntropic() {
    double[] entropy = entropies();
    return new TabularPolicy(mdp.actions(), weighed(mdp, entropy, optimal));
  }

  private double[] entropies() {
    double[] entropy = new double[values.length];
    double[] none = new double[reward.length];
    double[] q = new double[mdp.actions()];
    FixedPoint.reach(
        "the entropy of ties",
        mdp.discount(),
        entropy,
        s -> {
          if (mdp.isTerminal(s)) {
            return 0;
          }
          Backup.actionValues(mdp, none, entropy, s, q);
          return logSumOfTies(q, optimal, s * q.length);
        });
    return entropy;
  }

  /** The odds of optimal actions, by how much they leave open later. */
  static double[] weighed(FiniteMdp mdp, double[] entropy, boolean[] optimal) {
    double[] none = new double[optimal.length];
    double[] q = new double[mdp.actions()];
    double[] p = new double[optimal.length];
    for (int s = 0; s < mdp.states(); s++) {
      int first = s * q.length;
      if (mdp.isTerminal(s)) {
        Arrays.fill(p, first, first + q.length, 1.0 / q.length);
        continue;
      }
      Backup.actionValues(mdp, none, entropy, s, q);
      double all = logSumOfTies(q, optimal, first);
      for (int a = 0; a < q.length; a++) {
        p[first + a] = optimal[first + a] ? Math.exp(q[a] - all) : 0;
      }
    }
    return p;
  }

  static double logSumOfTies(double[] q, boolean[] optimal, int first) {
    double max = best(q, optimal, first);
    double sum = 0;
    for (int a = 0; a < q.length; a++) {
      sum += optimal[first + a] ? Math.exp(q[a] - max) : 0;
    }
    return max + Math.log(sum);
  }

  /** The expected returns of another reward that optimal policies of this one can have. */
  public ReturnRange rangeOf(TransitionReward other) {
    return range(mdp, other, optimal);
  }

  /** The expected returns of a reward that any policy can have. */
  public static ReturnRange attainable(FiniteMdp mdp, TransitionReward reward) {
    return range(mdp, reward, everything(mdp));
  }

  private static ReturnRange range(FiniteMdp mdp, TransitionReward reward, boolean[] allowed) {
    double[] expected = mdp.expectedReward(reward);
    double most = new HardPlanning(mdp, expected, allowed).startValue();
    double[] negated = Arrays.stream(expected).map(r -> -r).toArray();
    return new ReturnRange(-new HardPlanning(mdp, negated, allowed).startValue(), most);
  }

  private double backUp(int s, double[] q, boolean[] allowed) {
    Backup.actionValues(mdp, reward, values, s, q);
    return best(q, allowed, s * q.length);
  }

  private boolean[] optimal(double[] q, boolean[] allowed) {
    boolean[] ties = new boolean[allowed.length];
    double margin = TIE_TOLERANCE * scale(values);
    for (int s = 0; s < values.length; s++) {
      Backup.actionValues(mdp, reward, values, s, q);
      tie(q, margin, allowed, ties, s * q.length);
    }
    return ties;
  }

  static boolean[] everything(FiniteMdp mdp) {
    boolean[] all = new boolean[mdp.states() * mdp.actions()];
    Arrays.fill(all, true);
    return all;
  }

  static double scale(double[] values) {
    double scale = 1;
    for (double value : values) {
      scale = Math.max(scale, Math.abs(value));
    }
    return scale;
  }

  static double best(double[] q, boolean[] allowed, int first) {
    double best = Double.NEGATIVE_INFINITY;
    for (int a = 0; a < q.length; a++) {
      if (allowed[first + a]) {
        best = Math.max(best, q[a]);
      }
    }
    return best;
  }

  static void tie(double[] q, double margin, boolean[] allowed, boolean[] ties, int first) {
    double least = best(q, allowed, first) - margin;
    for (int a = 0; a < q.length; a++) {
      ties[first + a] = allowed[first + a] && q[a] >= least;
    }
  }

  static TabularPolicy lowest(boolean[] optimal, int actions) {
    double[] p = new double[optimal.length];
    for (int first = 0; first < p.length; first += actions) {
      int a = first;
      while (!optimal[a]) {
        a++;
      }
      p[a] = 1;
    }
    return new TabularPolicy(actions, p);
  }

  static TabularPolicy uniform(boolean[] optimal, int actions) {
    double[] p = new double[optimal.length];
    for (int first = 0; first < p.length; first += actions) {
      int ties = 0;
      for (int a = 0; a < actions; a++) {
        ties += optimal[first + a] ? 1 : 0;
      }
      for (int a = 0; a < actions; a++) {
        p[first + a] = optimal[first + a] ? 1.0 / ties : 0;
      }
    }
    return new TabularPolicy(actions, p);
  }
}
