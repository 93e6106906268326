package org.mesascope.align;

import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;
import org.mesascope.world.TabularPolicy;
import org.mesascope.world.World;

/**
 * What it costs, by one reward, to pursue another: (J* − J_π)/(J* − J_min), with J* and J_min the
 * best and the worst return that any policy earns and π optimal for the other reward.
 *
 * <p>Several policies may be optimal for the other reward, and what they cost may differ: the range
 * is exact, found by planning for and against the true reward in the process whose actions are the
 * tied-optimal ones alone. Actions tie where their values differ by less than 1e-9 of the other
 * reward's spread.
 *
 * <p>Normalised as in Skalse et al., "STARC: a general framework for quantifying differences
 * between reward functions" (ICLR 2024), with the range over ties added. Regret is a fact about one
 * dynamics and one start distribution; elsewhere the same pair of rewards may rank otherwise.
 *
 * <p>Cost: value iteration to 1e-12 of the reward's spread over an infinite horizon, backward
 * induction over a finite one.
 */
public final class NormalisedRegret {

  private static final double RELATIVE_ZERO = 1e-10;

  private final Planning planning;

  private NormalisedRegret(Planning planning) {
    this.planning = planning;
  }

  /** Over an infinite horizon; the discount lies below 1. */
  public static NormalisedRegret in(FiniteMdp mdp) {
    return new NormalisedRegret(Planning.infinite(mdp));
  }

  /** Over so many steps; policies may depend on the time that is left. */
  public static NormalisedRegret in(FiniteMdp mdp, int horizon) {
    return new NormalisedRegret(Planning.finite(mdp, horizon));
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
    Scale own = scale(pursued);
    Scale scale = scale(truth);
    if (scale.flat()) {
      return new Regret.Undefined(indifferent(truth) + "there is nothing to lose by it");
    }
    if (own.flat()) {
      return new Regret.Undefined(
          indifferent(pursued) + "every policy is optimal for it and regret may be all of [0, 1]");
    }
    boolean[][] ties = planning.optimal(pursued);
    return new Regret.Known(
        scale.regret(planning.value(truth, ties, planning.best())),
        scale.regret(planning.value(truth, ties, planning.worst())),
        scale.regret(planning.value(truth, ties, planning.lowest())),
        scale.regret(planning.value(truth, ties, planning.alike())));
  }

  /** The regret of one policy: its {@code min}, {@code max} and tie rules are all the same. */
  public Regret of(TabularPolicy policy, TransitionReward truth) {
    Scale scale = scale(truth);
    if (scale.flat()) {
      return new Regret.Undefined(indifferent(truth) + "there is nothing to lose by it");
    }
    double regret =
        scale.regret(
            planning.value(
                truth, planning.everything(), planning.following(policy.probabilities())));
    return new Regret.Known(regret, regret, regret, regret);
  }

  private static String indifferent(TransitionReward reward) {
    return "\"" + reward.name() + "\" prefers no policy to another here, so ";
  }

  private Scale scale(TransitionReward reward) {
    boolean[][] all = planning.everything();
    return new Scale(
        planning.value(reward, all, planning.best()),
        planning.value(reward, all, planning.worst()));
  }

  private record Scale(double best, double worst) {
    boolean flat() {
      return best - worst <= RELATIVE_ZERO * Math.max(Math.abs(best), Math.abs(worst));
    }

    /** Rounding may leave [0, 1] by some 1e-14; what a definition bounds is printed in bounds. */
    double regret(double value) {
      return Math.max(0, Math.min(1, (best - value) / (best - worst)));
    }
  }
}
