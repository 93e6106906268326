package org.mesascope.align;

import java.util.Arrays;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteHardPlanning;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.HardPlanning;
import org.mesascope.world.PolicyValue;
import org.mesascope.world.ReturnRange;
import org.mesascope.world.TabularPolicy;
import org.mesascope.world.World;

/**
 * What it costs, by one reward, to pursue another: (J* − J_π)/(J* − J_min), with J* and J_min the
 * best and the worst return that any policy earns and π optimal for the other reward.
 *
 * <p>Several policies may be optimal for the other reward, and what they cost may differ: the range
 * is exact, found by planning for and against the true reward in the process whose actions are the
 * tied-optimal ones alone. Actions tie where their values, in units of the other reward's spread,
 * differ by at most 1e-9 of the largest.
 *
 * <p>Normalised as in Skalse et al., "STARC: a general framework for quantifying differences
 * between reward functions" (ICLR 2024), with the range over ties added. Regret is a fact about one
 * dynamics and one start distribution; elsewhere the same pair of rewards may rank otherwise.
 *
 * <p>Cost: six plans by value iteration over an infinite horizon, or by backward induction over a
 * finite one; see {@link HardPlanning} and {@link FiniteHardPlanning}.
 */
public final class NormalisedRegret {

  private static final double RELATIVE_ZERO = 1e-10;

  private final FiniteMdp mdp;
  private final int steps;

  private NormalisedRegret(FiniteMdp mdp, int steps) {
    this.mdp = mdp;
    this.steps = steps;
  }

  /** Over an infinite horizon; the discount lies below 1. */
  public static NormalisedRegret in(FiniteMdp mdp) {
    if (mdp.discount() >= 1) {
      throw new IllegalArgumentException(
          "regret over an infinite horizon expects a discount below 1, got %s: give a number of steps"
              .formatted(mdp.discount()));
    }
    return new NormalisedRegret(mdp, 0);
  }

  /** Over so many steps; policies may depend on the time that is left. */
  public static NormalisedRegret in(FiniteMdp mdp, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("a horizon expects at least 1 step, got " + steps);
    }
    return new NormalisedRegret(mdp, steps);
  }

  /** Over an infinite horizon where the world discounts, else over the world's own. */
  public static NormalisedRegret in(World world) {
    return world.mdp().discount() < 1 ? in(world.mdp()) : in(world.mdp(), world.horizon());
  }

  /**
   * The regret of pursuing another reward.
   *
   * @param pursued the reward that is optimised
   * @param truth the reward that judges
   * @return undefined where either reward prefers no policy to another
   */
  public Regret of(TransitionReward pursued, TransitionReward truth) {
    TransitionReward judge = unitSpread(truth);
    Scale scale = scale(judge);
    if (scale.flat()) {
      return new Regret.Undefined(indifferent(truth) + "there is nothing to lose by it");
    }
    TransitionReward aim = unitSpread(pursued);
    if (scale(aim).flat()) {
      return new Regret.Undefined(
          indifferent(pursued) + "every policy is optimal for it and regret may be all of [0, 1]");
    }
    return steps == 0 ? infinite(aim, judge, scale) : finite(aim, judge, scale);
  }

  /** The regret of one policy: its {@code min}, {@code max} and tie rules are all the same. */
  public Regret of(TabularPolicy policy, TransitionReward truth) {
    TransitionReward judge = unitSpread(truth);
    Scale scale = scale(judge);
    if (scale.flat()) {
      return new Regret.Undefined(indifferent(truth) + "there is nothing to lose by it");
    }
    PolicyValue value =
        steps == 0
            ? PolicyValue.of(mdp, policy, judge)
            : PolicyValue.finite(mdp, policy, judge, steps);
    double regret = scale.regret(value.startValue());
    return new Regret.Known(regret, regret, regret, regret);
  }

  private Regret infinite(TransitionReward pursued, TransitionReward truth, Scale scale) {
    HardPlanning plan = HardPlanning.of(mdp, pursued);
    return scale.regrets(
        plan.rangeOf(truth),
        PolicyValue.of(mdp, plan.policy(), truth).startValue(),
        PolicyValue.of(mdp, plan.uniformOverTies(), truth).startValue());
  }

  private Regret finite(TransitionReward pursued, TransitionReward truth, Scale scale) {
    FiniteHardPlanning plan = HardPlanning.finite(mdp, pursued, steps);
    return scale.regrets(
        plan.rangeOf(truth),
        PolicyValue.finite(mdp, plan.policy(), truth).startValue(),
        PolicyValue.finite(mdp, plan.uniformOverTies(), truth).startValue());
  }

  /** The same preferences in units in which values are as exact, however small the reward. */
  private TransitionReward unitSpread(TransitionReward reward) {
    double[] expected = mdp.expectedReward(reward);
    double spread =
        Arrays.stream(expected).max().orElseThrow() - Arrays.stream(expected).min().orElseThrow();
    return spread == 0
        ? reward
        : TransitionReward.of(reward.name(), (s, a, next) -> reward.at(s, a, next) / spread);
  }

  private static String indifferent(TransitionReward reward) {
    return "\"" + reward.name() + "\" prefers no policy to another here, so ";
  }

  private Scale scale(TransitionReward reward) {
    ReturnRange all =
        steps == 0
            ? HardPlanning.attainable(mdp, reward)
            : FiniteHardPlanning.attainable(mdp, reward, steps);
    double size = Arrays.stream(mdp.expectedReward(reward)).map(Math::abs).max().orElseThrow();
    return new Scale(
        all.max(), all.min(), Math.max(size, Math.max(Math.abs(all.max()), Math.abs(all.min()))));
  }

  /**
   * What a policy may earn.
   *
   * @param size of the rewards or of the returns, whichever is larger: what differs by less than
   *     rounding of these is the same. Potential shaping has large rewards and small returns
   */
  private record Scale(double best, double worst, double size) {
    boolean flat() {
      return best - worst <= RELATIVE_ZERO * size;
    }

    /** Tie rules lie within the range, whatever rounding says. */
    Regret regrets(ReturnRange range, double lowestIndex, double uniform) {
      double min = regret(range.max());
      double max = regret(range.min());
      return new Regret.Known(
          min,
          max,
          Math.max(min, Math.min(max, regret(lowestIndex))),
          Math.max(min, Math.min(max, regret(uniform))));
    }

    /** Rounding may leave [0, 1] by some 1e-14; what a definition bounds is printed in bounds. */
    double regret(double value) {
      return Math.max(0, Math.min(1, (best - value) / (best - worst)));
    }
  }
}
