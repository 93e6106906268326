package org.mesascope.align;

import org.mesascope.align.PearsonDistance.Canonical;
import org.mesascope.task.TransitionReward;
import org.mesascope.world.FiniteMdp;

/**
 * The EPIC distance of Gleave, Dennis, Legg, Russell and Leike, "Quantifying differences in reward
 * functions" (ICLR 2021), exactly.
 *
 * <p>Each reward is brought to canonical form (the paper's definition 4.1),
 *
 * <pre>C(R)(s, a, s′) = R(s, a, s′) + E[γ R(s′, A, S′) − R(s, A, S′) − γ R(S, A, S′)],</pre>
 *
 * with S, S′ uniform over states and A uniform over actions; the distance is √((1 − ρ)/2), ρ the
 * correlation of the canonical forms under a coverage distribution. It is a pseudometric with
 * values in [0, 1], and 0 between rewards that differ by scale, constant and potential shaping.
 *
 * <p>The paper's approximation by samples is not used: expectations are full sums, so a distance
 * costs O(S²A) evaluations of each reward. EPIC knows no dynamics: it compares what never happens,
 * too, and a small distance bounds regret only up to a large constant (see {@link
 * NormalisedRegret}).
 */
public final class EpicDistance implements RewardDistance {

  private final int states;
  private final int actions;
  private final double discount;
  private final CoverageDistribution coverage;

  private EpicDistance(int states, int actions, double discount, CoverageDistribution coverage) {
    this.states = states;
    this.actions = actions;
    this.discount = discount;
    this.coverage = coverage;
  }

  /** With the states, actions and discount of a process, and uniform coverage. */
  public static EpicDistance in(FiniteMdp mdp) {
    CoverageDistribution uniform = CoverageDistribution.uniform(mdp.states(), mdp.actions());
    return new EpicDistance(mdp.states(), mdp.actions(), mdp.discount(), uniform);
  }

  /** With another coverage distribution over the same states and actions. */
  public EpicDistance covering(CoverageDistribution other) {
    return new EpicDistance(states, actions, discount, other);
  }

  @Override
  public Distance between(TransitionReward first, TransitionReward second) {
    return PearsonDistance.of(
        "EPIC, " + coverage.name(), coverage, canonical(first), canonical(second));
  }

  /** C(R) without the term in E R(S, A, S′), a constant that correlation does not see. */
  Canonical canonical(TransitionReward reward) {
    FiniteReward finite = new FiniteReward(reward);
    double[] mean = new double[states];
    for (int s = 0; s < states; s++) {
      for (int a = 0; a < actions; a++) {
        for (int next = 0; next < states; next++) {
          mean[s] += finite.at(s, a, next);
        }
      }
      mean[s] /= (double) actions * states;
    }
    return new Canonical(
        reward,
        (s, a, next) -> reward.at(s, a, next) + discount * mean[next] - mean[s],
        finite.size());
  }

  CoverageDistribution coverage() {
    return coverage;
  }
}
