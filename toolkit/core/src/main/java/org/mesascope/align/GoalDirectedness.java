package org.mesascope.align;

import java.util.Arrays;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.mesascope.infer.Demonstrations;
import org.mesascope.infer.InferredObjective;
import org.mesascope.infer.MaxCausalEntropyIrl;
import org.mesascope.stats.Seed;
import org.mesascope.task.TransitionReward;
import org.mesascope.trace.TraceLog;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.Occupancy;
import org.mesascope.world.PolicyValue;
import org.mesascope.world.StagedPolicy;
import org.mesascope.world.TabularPolicy;
import org.mesascope.world.World;

/**
 * Maximum entropy goal-directedness (MacDermott et al. 2024, definition 5): how much better the
 * best soft-optimal policy of a utility predicts a policy's choices than chance does, sup over β of
 * E_π Σ γ^t [ln π_β(a | s) − ln 1/|A|].
 *
 * <p>For a known utility the sum telescopes to β·J(π) − μ₀·βV_β + const, concave in β, with slope
 * J(π) − J(π_β); at the ends of the curve only the entropy of ties is left. For an unknown one it
 * is the likelihood of the best reward of states over chance, from {@link MaxCausalEntropyIrl}.
 * Terminal states are made absorbing. It is at least 0, at most ln|A| a step, and unchanged by any
 * affine change of the utility.
 */
public final class GoalDirectedness {

  /** β, in units of the span of returns, beyond which a finite optimum is not looked for. */
  private static final double STEEPEST = 1e7;

  private final FiniteMdp mdp;
  private final FiniteMdp endless;
  private final int horizon;

  private GoalDirectedness(FiniteMdp mdp, int horizon) {
    if (horizon < 0 || (horizon == 0 && mdp.discount() >= 1)) {
      throw new IllegalArgumentException(
          "goal-directedness expects a horizon of at least 1 step, or a discount below 1, got horizon %d and discount %s"
              .formatted(horizon, mdp.discount()));
    }
    this.mdp = mdp;
    this.horizon = horizon;
    endless = mdp.withAbsorbingTerminals();
  }

  /** In a world: over an infinite horizon where it discounts, else over its own. */
  public static GoalDirectedness in(World world) {
    return new GoalDirectedness(world.mdp(), world.mdp().discount() < 1 ? 0 : world.horizon());
  }

  /** Over an infinite horizon, in a process with a discount below 1. */
  public static GoalDirectedness in(FiniteMdp mdp) {
    return new GoalDirectedness(mdp, 0);
  }

  /** Over so many steps, each with a soft-optimal policy of its own. */
  public static GoalDirectedness in(FiniteMdp mdp, int horizon) {
    if (horizon < 1) {
      throw new IllegalArgumentException(
          "a finite horizon expects at least 1 step, got " + horizon);
    }
    return new GoalDirectedness(mdp, horizon);
  }

  /** A policy's goal-directedness with respect to a known utility, exactly. */
  public Directedness of(TabularPolicy policy, TransitionReward utility) {
    TabularPolicy acting = ending(policy);
    SoftCurve curve = new SoftCurve(endless, horizon, ended(utility));
    double expected =
        horizon == 0
            ? PolicyValue.of(endless, acting, curve.utility()).startValue()
            : PolicyValue.finite(endless, acting, curve.utility(), horizon).startValue();
    return at(curve, expected, utility.name());
  }

  /** The same for a policy that depends on time, over as many steps as this has. */
  public Directedness of(StagedPolicy policy, TransitionReward utility) {
    if (policy.steps() != horizon) {
      throw new IllegalArgumentException(
          "a policy of %d steps expects goal-directedness over as many, got a horizon of %d"
              .formatted(policy.steps(), horizon));
    }
    SoftCurve curve = new SoftCurve(endless, horizon, ended(utility));
    StagedPolicy acting = new StagedPolicy(policy.stages().stream().map(this::ending).toList());
    double expected = PolicyValue.finite(endless, acting, curve.utility()).startValue();
    return at(curve, expected, utility.name());
  }

  /**
   * The supremum over all utilities of states.
   *
   * @throws IllegalArgumentException where the policy never takes some action in a state that it
   *     visits: then no utility reaches the supremum, its scale grows beyond all bounds
   */
  public Directedness ofUnknownUtility(TabularPolicy policy) {
    TabularPolicy acting = ending(policy);
    double[] pairs =
        horizon == 0
            ? Occupancy.of(endless, acting).stateActions()
            : layered(StagedPolicy.constant(acting, horizon));
    requireFullSupport(pairs);
    InferredObjective found =
        MaxCausalEntropyIrl.in("here", endless, horizon)
            .withStateRewards()
            .inferFromOccupancies(pairs);
    double chance = -Math.log(endless.actions()) * Arrays.stream(pairs).sum();
    double nats = Math.max(0, found.logLikelihood() - chance);
    return new Directedness(
        "some utility of states",
        nats,
        1,
        mostAt(steps()),
        null,
        0,
        "exact, maximum over all rewards of states; β* is part of the reward");
  }

  /**
   * Estimated from traces, for a known utility: β is fitted on other traces than those it is scored
   * on, so that chance fits nothing; the first steps seen stand for an episode.
   *
   * @param seed of the bootstrap over traces
   */
  public Directedness of(TraceLog traces, TransitionReward utility, Seed seed) {
    SoftCurve curve = new SoftCurve(endless, horizon, ended(utility));
    Demonstrations seen = Demonstrations.in(mdp, horizon, traces);
    return new TracedDirectedness(endless, horizon, seen, seed).known(curve, utility.name());
  }

  /** Estimated from traces, for an unknown utility of states; see the other method. */
  public Directedness ofUnknownUtility(TraceLog traces, Seed seed) {
    Demonstrations seen = Demonstrations.in(mdp, horizon, traces);
    return new TracedDirectedness(endless, horizon, seen, seed).unknown();
  }

  private Directedness at(SoftCurve curve, double expected, String name) {
    double most = mostAt(curve.steps());
    String method = "exact, one-dimensional maximum over β";
    if (curve.isConstant()) {
      return new Directedness(name, 0, 0, most, null, 0, method + "; the utility is constant");
    }
    double low = curve.range.min() / (curve.range.max() - curve.range.min());
    double margin = 1e-11 * (1 + Math.abs(low));
    for (double sign : new double[] {1, -1}) {
      double end = sign > 0 ? low + 1 : low;
      if (sign * (end - expected) <= margin) {
        double nats = Math.max(0, most - curve.entropyAtLimit(sign));
        return new Directedness(name, nats, sign * Double.POSITIVE_INFINITY, most, null, 0, method);
      }
    }
    double beta = peak(curve, expected);
    double nats = Math.max(0, beta * expected - curve.freeEnergy(beta) + most);
    return new Directedness(name, nats, curve.inUtility(beta), most, null, 0, method);
  }

  /** Where the soft-optimal policy's return equals the policy's own. */
  private static double peak(SoftCurve curve, double expected) {
    double atZero = curve.returned(0);
    double sign = expected >= atZero ? 1 : -1;
    if (Math.abs(expected - atZero) < 1e-13) {
      return 0;
    }
    double far = 1;
    while (sign * (expected - curve.returned(sign * far)) > 0 && far < STEEPEST) {
      far *= 4;
    }
    if (far >= STEEPEST) {
      return sign * far;
    }
    return sign
        * new BrentSolver(1e-12, 1e-12)
            .solve(
                500,
                size ->
                    sign * (curve.returned(sign * Math.max(size, Double.MIN_NORMAL)) - expected),
                0,
                far);
  }

  private void requireFullSupport(double[] pairs) {
    int actions = endless.actions();
    int states = endless.states();
    for (int row = 0; row < pairs.length; row += actions) {
      double visits = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int a = 0; a < actions; a++) {
        visits += pairs[row + a];
        least = Math.min(least, pairs[row + a]);
      }
      if (visits > 0 && least == 0) {
        throw new IllegalArgumentException(
            "no utility of states reaches the supremum for this policy: in state \"%s\" it leaves out actions altogether. Ask for a known utility, or give every action some probability"
                .formatted(endless.stateNames().get(row / actions % states)));
      }
    }
  }

  private double steps() {
    double gamma = endless.discount();
    if (horizon == 0) {
      return 1 / (1 - gamma);
    }
    return gamma == 1 ? horizon : (1 - Math.pow(gamma, horizon)) / (1 - gamma);
  }

  private double mostAt(double steps) {
    return Math.log(endless.actions()) * steps;
  }

  private double[] layered(StagedPolicy policy) {
    int states = endless.states();
    int actions = endless.actions();
    double[] pairs = new double[policy.steps() * states * actions];
    double[] now = endless.start();
    double weight = 1;
    for (int t = 0; t < policy.steps(); t++) {
      double[] next = new double[states];
      for (int i = 0; i < states * actions; i++) {
        double p = now[i / actions] * policy.at(t).probability(i / actions, i % actions);
        pairs[t * states * actions + i] = weight * p;
        if (p > 0) {
          for (int k = endless.rowStart()[i]; k < endless.rowStart()[i + 1]; k++) {
            next[endless.next()[k]] += p * endless.probability()[k];
          }
        }
      }
      now = next;
      weight *= endless.discount();
    }
    return pairs;
  }

  /** The utility where nothing more is earned after the end. */
  private TransitionReward ended(TransitionReward utility) {
    return TransitionReward.of(
        utility.name(), (s, a, next) -> mdp.isTerminal(s) ? 0 : utility.at(s, a, next));
  }

  /** The policy where nothing is chosen after the end. */
  private TabularPolicy ending(TabularPolicy policy) {
    policy.requireFit(mdp);
    int actions = mdp.actions();
    double[] p = policy.probabilities().clone();
    for (int i = 0; i < p.length; i++) {
      p[i] = mdp.isTerminal(i / actions) ? 1.0 / actions : p[i];
    }
    return new TabularPolicy(actions, p);
  }
}
