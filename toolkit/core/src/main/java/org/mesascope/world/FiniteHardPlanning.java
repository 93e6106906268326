package org.mesascope.world;

import java.util.Arrays;
import java.util.List;
import org.mesascope.task.TransitionReward;

/**
 * The optimal policies of a reward over T steps, by backward induction: V_T = 0, V_t(s) = max_a
 * Q_t(s, a), Q_t = R + γ P V_{t+1}. Ties as in {@link HardPlanning}; discount 1 is welcome. Exact
 * up to rounding. Cost: O(T · transitions); memory: O(T · states · actions).
 */
public final class FiniteHardPlanning {

  private final FiniteMdp mdp;
  private final int steps;
  private final double[] values;
  private final boolean[][] optimal;

  private FiniteHardPlanning(FiniteMdp mdp, double[] reward, boolean[][] allowed) {
    this.mdp = mdp;
    steps = allowed.length;
    int states = mdp.states();
    values = new double[(steps + 1) * states];
    optimal = new boolean[steps][states * mdp.actions()];
    double[] later = new double[states];
    double[] now = new double[states];
    double[] q = new double[mdp.actions()];
    for (int t = steps - 1; t >= 0; t--) {
      for (int s = 0; s < states; s++) {
        Backup.actionValues(mdp, reward, later, s, q);
        now[s] = HardPlanning.best(q, allowed[t], s * q.length);
      }
      double margin = HardPlanning.TIE_TOLERANCE * HardPlanning.scale(Backup.requireFinite(now));
      for (int s = 0; s < states; s++) {
        Backup.actionValues(mdp, reward, later, s, q);
        HardPlanning.tie(q, margin, allowed[t], optimal[t], s * q.length);
      }
      System.arraycopy(now, 0, values, t * states, states);
      System.arraycopy(now, 0, later, 0, states);
    }
  }

  /**
   * Plans.
   *
   * @param steps T, how many actions are taken, at least 1
   * @throws IllegalArgumentException if a possible transition's reward is not finite
   */
  public static FiniteHardPlanning of(FiniteMdp mdp, TransitionReward reward, int steps) {
    return new FiniteHardPlanning(mdp, mdp.expectedReward(reward), everything(mdp, steps));
  }

  /** T. */
  public int steps() {
    return steps;
  }

  /** V_t(s), t from 0 to T. */
  public double value(int t, int state) {
    return values[t * mdp.states() + state];
  }

  /** μ₀ · V₀: the best expected return. */
  public double startValue() {
    return Backup.atStart(mdp, Arrays.copyOf(values, mdp.states()));
  }

  /** Whether an action is as good as the best one with T − t steps to go. */
  public boolean isOptimal(int t, int state, int action) {
    return optimal[t][state * mdp.actions() + action];
  }

  /** The optimal policy that takes the optimal action of the lowest number. */
  public StagedPolicy policy() {
    return new StagedPolicy(
        Arrays.stream(optimal).map(o -> HardPlanning.lowest(o, mdp.actions())).toList());
  }

  /** The optimal policy that takes all optimal actions alike. */
  public StagedPolicy uniformOverTies() {
    return new StagedPolicy(
        Arrays.stream(optimal).map(o -> HardPlanning.uniform(o, mdp.actions())).toList());
  }

  /** As {@link HardPlanning#tieEntropy}, by backward induction. */
  public double tieEntropy() {
    return Backup.atStart(mdp, backward(new TabularPolicy[steps]));
  }

  /** As {@link HardPlanning#mostEntropic}. */
  public StagedPolicy mostEntropic() {
    TabularPolicy[] stages = new TabularPolicy[steps];
    backward(stages);
    return new StagedPolicy(List.of(stages));
  }

  private double[] backward(TabularPolicy[] stages) {
    int states = mdp.states();
    double[] none = new double[states * mdp.actions()];
    double[] later = new double[states];
    double[] now = new double[states];
    double[] q = new double[mdp.actions()];
    for (int t = steps - 1; t >= 0; t--) {
      stages[t] = new TabularPolicy(mdp.actions(), HardPlanning.weighed(mdp, later, optimal[t]));
      for (int s = 0; s < states; s++) {
        if (!mdp.isTerminal(s)) {
          Backup.actionValues(mdp, none, later, s, q);
          now[s] = HardPlanning.logSumOfTies(q, optimal[t], s * q.length);
        }
      }
      System.arraycopy(now, 0, later, 0, states);
    }
    return later;
  }

  /** The expected returns of another reward that optimal policies of this one can have. */
  public ReturnRange rangeOf(TransitionReward other) {
    return range(mdp, other, optimal);
  }

  /** The expected returns of a reward that any policy can have in so many steps. */
  public static ReturnRange attainable(FiniteMdp mdp, TransitionReward reward, int steps) {
    return range(mdp, reward, everything(mdp, steps));
  }

  private static ReturnRange range(FiniteMdp mdp, TransitionReward reward, boolean[][] allowed) {
    double[] expected = mdp.expectedReward(reward);
    double most = new FiniteHardPlanning(mdp, expected, allowed).startValue();
    double[] negated = Arrays.stream(expected).map(r -> -r).toArray();
    return new ReturnRange(-new FiniteHardPlanning(mdp, negated, allowed).startValue(), most);
  }

  private static boolean[][] everything(FiniteMdp mdp, int steps) {
    StagedPolicy.requireSteps(steps);
    boolean[][] all = new boolean[steps][];
    Arrays.fill(all, HardPlanning.everything(mdp));
    return all;
  }
}
